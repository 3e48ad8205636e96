/**
 * Every engine on the same documents, side by side: `node compare.js <program of native.rs> [<document> …]`.
 *
 * An engine is a process of its own for each document. They work in turn, a batch each, round by round, so that what
 * else the machine does hits all of them; medians are told, and how far the middle half of the rounds lies apart.
 * Fails where two engines do not agree on a verdict.
 */
import { statSync } from "node:fs";
import { DOCUMENTS, pathOf, writeDocuments } from "./documents.js";
import { engines, missing } from "./engines.js";

/**
 * @typedef {import("./documents.js").Document} Document
 * @typedef {import("./engines.js").Engine} Engine
 * @typedef {import("./engines.js").Answer} Answer
 * @typedef {{ engine: Engine, answers: Answer[] }} Measured
 */

const ROUNDS = 7;

/** A first round that is not counted: compilers of the runtimes are still at work. */
const WARM_UP = 1;

const [native = "", ...names] = process.argv.slice(2);
writeDocuments();
for (const program of missing()) say(`${program} is not installed: left out`);
let disagreements = 0;
for (const document of DOCUMENTS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  disagreements += tell(document, await measure(document));
}
if (disagreements > 0) say(`${disagreements} verdicts are not what they should be`);
process.exitCode = disagreements > 0 ? 1 : 0;

/**
 * @param {Document} document
 * @returns {Promise<Measured[]>}
 */
async function measure({ name, schema, isValid }) {
  /** @type {(Measured & { host: import("./engines.js").Host })[]} */
  const all = engines(native)
    .filter(({ isLimit }) => isValid || !isLimit)
    .map((engine) => ({ engine, answers: [], host: engine.start(pathOf(schema), pathOf(name)) }));
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const { host, answers } of all) (round < WARM_UP ? [] : answers).push(await host.batch());
  }
  for (const { host } of all) host.end();
  return all;
}

/**
 * Writes the table of a document; gives how many verdicts are wrong.
 *
 * @param {Document} document
 * @param {Measured[]} measured
 */
function tell({ name, isValid }, measured) {
  const bytes = statSync(pathOf(name)).size;
  say(`\n${name}, ${(bytes / 1e6).toFixed(1)} MB, ${isValid ? "valid" : "with faults"}`);
  row(["", "engine", "MB/s", "±", "ours", "resident", "wasm", "verdict"]);
  for (const one of measured) {
    const ours = measured.find(({ engine }) => engine.home === one.engine.home && isOurs(engine));
    row(cells(one, ours ?? one, bytes));
  }
  const judges = measured.filter(({ engine }) => !engine.isLimit);
  return judges.filter(({ answers }) => answers.some(({ valid }) => valid !== isValid)).length;
}

/** @param {Engine} engine */
function isOurs(engine) {
  return engine.name === "octane-payload";
}

/**
 * @param {Measured} one
 * @param {Measured} ours of the same home
 * @param {number} bytes
 */
function cells({ engine, answers }, ours, bytes) {
  const seconds = answers.map((answer) => answer.seconds);
  const ratios = seconds.map((value, round) => value / (ours.answers[round]?.seconds ?? Number.NaN));
  const last = answers.at(-1);
  return [
    engine.home,
    engine.name,
    (bytes / 1e6 / quantile(seconds, 0.5)).toFixed(1),
    `${(((quantile(seconds, 0.75) - quantile(seconds, 0.25)) / 2 / quantile(seconds, 0.5)) * 100).toFixed(0)} %`,
    isOurs(engine) ? "" : `${quantile(ratios, 0.5).toFixed(2)} ×`,
    mebibytes(last?.peak),
    mebibytes(last?.wasm),
    engine.isLimit ? "" : last?.valid ? "valid" : "invalid",
  ];
}

/**
 * @param {number[]} values
 * @param {number} part 0.5 for the median
 */
function quantile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
}

/** @param {number | undefined} bytes */
function mebibytes(bytes) {
  return bytes ? `${(bytes / 2 ** 20).toFixed(1)} MiB` : "";
}

/** @param {string[]} cells */
function row([home = "", name = "", ...rest]) {
  say(`${home.padEnd(6)} ${name.padEnd(22)} ${rest.map((cell) => cell.padStart(10)).join(" ")}`.trimEnd());
}

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}
