/**
 * A JUnit report of any size, converted from a stream: the most memory that the process has had must stay under 200 MiB.
 *
 * `npm run bench -- memory` reads 1000 MB; `npm run bench -- memory 50` reads 50 MB.
 */
import { createGzip } from "node:zlib";
import { convertParts } from "octane-payload";
import { endlessReport } from "./reports.js";

/** In MiB; Node itself and the compiled core take about 100 of them. */
const MOST = 200;

const megabytes = Number(process.argv[2] ?? 1000);
for (const packing of ["plain", "gzip"]) {
  const report = endlessReport(megabytes * 1e6);
  const start = performance.now();
  const { cases, parts } = await counted(packing === "gzip" ? packed(report) : asynchronous(report));
  told(packing, cases, parts, (performance.now() - start) / 1000);
}

/** @param {AsyncIterable<Uint8Array>} content */
async function counted(content) {
  const conversion = convertParts({ name: "report.xml", content });
  let parts = 0;
  for (let next = await conversion.next(); ; next = await conversion.next()) {
    if (!next.done) {
      if (!next.value.valid) throw new Error("a part is not valid");
      parts += 1;
      continue;
    }
    const [input] = next.value.inputs;
    if (input === undefined || input.cases !== input.runs) throw new Error("a case is lost");
    return { cases: input.cases, parts };
  }
}

/** @param {Iterable<Uint8Array>} chunks */
async function* asynchronous(chunks) {
  yield* chunks;
}

/** @param {Iterable<Uint8Array>} chunks */
async function* packed(chunks) {
  const gzip = createGzip({ level: 1 });
  const feeding = (async () => {
    for (const chunk of chunks) {
      if (!gzip.write(chunk)) await new Promise((resolve) => gzip.once("drain", resolve));
    }
    gzip.end();
  })();
  yield* gzip;
  await feeding;
}

/**
 * @param {string} packing
 * @param {number} cases
 * @param {number} parts
 * @param {number} seconds
 */
function told(packing, cases, parts, seconds) {
  const most = process.resourceUsage().maxRSS / 1024;
  const cells = [
    `convert ${megabytes} MB, ${packing}`.padEnd(28),
    `${cases} cases in ${parts} parts`.padStart(30),
    `${seconds.toFixed(1)} s`.padStart(8),
    `${(megabytes / seconds).toFixed(0)} MB/s`.padStart(9),
    `${Math.round(cases / seconds)} cases/s`.padStart(17),
    `${most.toFixed(0)} MiB at most`.padStart(17),
  ];
  process.stdout.write(`${cells.join(" ")}\n`);
  if (most > MOST) throw new Error(`the process has had ${most.toFixed(0)} MiB: more than ${MOST}`);
}
