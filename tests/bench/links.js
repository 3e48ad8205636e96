/**
 * What links cost: 1,000,000 runs, or as many as is said, through context, rules and conflicts, beside reading and validating
 * them. Each row is the whole way with a little more of it; memory holds one part.
 */
import { checkContext, convertParts } from "octane-payload";
import { junitReport } from "./reports.js";

const runs = Number(process.argv[2] ?? 1_000_000);

const release = { release: { id: 1 }, productAreas: [1, 2] };

const rule = (/** @type {number} */ index) => ({
  when: { package: `com.example.pkg${index}*`, class: { regex: `Class[0-9]*${index}` } },
  set: { release: { id: index + 2 } },
  add: { backlogItems: [index] },
});

/** @type {[string, object][]} */
const ROWS = [
  ["read, write, validate", {}],
  ["… with a context for all", { context: release }],
  ["… and 10 rules", withRules(10)],
  ["… and 100 rules", withRules(100)],
  ["… and a conflict in every run", withConflicts()],
];

/** @param {number} count */
function withRules(count) {
  return file({ ...release, rules: Array.from({ length: count }, (_, index) => rule(index)) });
}

function withConflicts() {
  return file({ ...release, rules: [{ set: { release: { id: 2 }, productAreas: [3] } }] });
}

/** @param {object} content */
function file(content) {
  return { contextFile: { name: "context.json", content: JSON.stringify(content) } };
}

/** Chunks as a stream, so that no report is held. */
async function* stream() {
  yield* junitReport(runs);
}

await checkContext({ name: "context.json", content: "{}" });
let before = 0;
for (const [what, options] of ROWS) {
  const start = performance.now();
  let converted = 0;
  for await (const part of convertParts({ name: "report.xml", content: stream() }, options)) {
    if (!part.valid) throw new Error(`${what}: a part is not valid`);
    converted += part.runs;
  }
  if (converted !== runs) throw new Error(`${what}: ${converted} runs of ${runs}`);
  const perRun = ((performance.now() - start) * 1000) / runs;
  const more = before === 0 ? "" : `${(perRun - before).toFixed(2)} µs more than the first row`;
  before ||= perRun;
  const memory = `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB in all`;
  process.stdout.write(`${what.padEnd(34)} ${perRun.toFixed(2).padStart(7)} µs a run  ${memory}  ${more}\n`);
}
