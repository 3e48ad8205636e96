/**
 * `npm test`: sets up, builds, and runs every kind of test there is; `npm test -- rust page` runs some kinds.
 * A kind that fails does not keep the others from running.
 */
import { build } from "./build.js";
import { main, Stop, say, since } from "./run.js";
import { setUp } from "./setup.js";
import { KINDS } from "./test-kinds.js";

/**
 * @typedef {import("./test-kinds.js").Kind} Kind
 * @typedef {import("./test-kinds.js").Count & { kind: string, time: string, note: string }} Row
 */

const NOTHING = { code: 1, passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  const kinds = chosen(process.argv.slice(2));
  await setUp();
  /** @type {Row[]} */
  const rows = [];
  for (const kind of kinds) rows.push(await tested(kind));
  report(rows);
  return rows.every((row) => row.failed === 0) ? 0 : 1;
});

/** @param {string[]} names */
function chosen(names) {
  const unknown = names.find((name) => KINDS.every((kind) => kind.name !== name));
  if (unknown === undefined) return KINDS.filter((kind) => names.length === 0 || names.includes(kind.name));
  const known = KINDS.map((kind) => kind.name).join(", ");
  throw new Stop(`"${unknown}" is no kind of test: the kinds are ${known}`);
}

/**
 * A kind that ends with an error, or that ran nothing, has failed, whatever it counted.
 *
 * @param {Kind} kind
 * @returns {Promise<Row>}
 */
async function tested(kind) {
  say(`\n── ${kind.name}: ${kind.what} ──`);
  const start = performance.now();
  const { code, passed, failed, skipped } = (await isBuilt(kind.needs)) ? await kind.run() : NOTHING;
  const ran = passed + failed;
  const note = ran === 0 ? "ran no test" : code !== 0 && failed === 0 ? `ended with exit code ${code}` : "";
  const row = { kind: kind.name, passed, failed: note ? failed + 1 : failed, skipped };
  return { ...row, time: since(start), note };
}

/**
 * Builds what a kind needs. A build that fails is that kind's failure, and no other's.
 *
 * @param {Kind["needs"]} product
 */
async function isBuilt(product) {
  if (product === "nothing") return true;
  try {
    await build(product);
    return true;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(error.message);
    return false;
  }
}

/** @param {Row[]} rows */
function report(rows) {
  say("");
  line(["kind", "passed", "failed", "skipped", "time", ""]);
  for (const row of rows) line([row.kind, row.passed, row.failed, row.skipped, row.time, row.note]);
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ count) =>
    rows.reduce((total, row) => total + row[count], 0);
  const skipped = sum("skipped");
  process.stdout.write(
    `\n${sum("passed")} passed, ${sum("failed")} failed${skipped ? `, ${skipped} skipped` : ""}\n`,
  );
}

/** @param {(string | number)[]} cells */
function line(cells) {
  const [kind, ...rest] = cells.map(String);
  const note = rest.pop();
  say(`${(kind ?? "").padEnd(10)} ${rest.map((cell) => cell.padStart(8)).join(" ")}  ${note}`.trimEnd());
}
