/**
 * The same JUnit report through every reader that a Node program could use: the tokenizer alone, a common XML parser, the
 * vendor's converter, and ours, which also writes the payloads and validates each of them. Reports in JSON beside
 * `JSON.parse` alone.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertJUnitXMLToOctaneXML } from "@microfocus/alm-octane-test-result-convertion";
import { XMLParser } from "fast-xml-parser";
import { convert } from "octane-payload";
import { measured } from "./measure.js";
import { joined, jsonReports, junitReport } from "./reports.js";

const CASES = Number(process.argv[2] ?? 20_000);

/** The vendor's converter asks for one. */
const BUILD = { server_id: "s", build_id: "1", job_id: "j" };

const bytes = joined(junitReport(CASES));
const text = new TextDecoder().decode(bytes);
const { ctrf, goTest } = jsonReports(CASES);

/** @type {[string, Uint8Array, () => unknown][]} */
const READERS = [
  ["quick-xml alone, WebAssembly", bytes, await tokenizer()],
  ["octane-payload: read, write, validate", bytes, () => ours(bytes)],
  ["fast-xml-parser: an object", bytes, () => new XMLParser({ ignoreAttributes: false }).parse(text)],
  ["the vendor's converter: one payload", bytes, () => convertJUnitXMLToOctaneXML(text, BUILD)],
  ["octane-payload: CTRF", ctrf, () => ours(ctrf)],
  ["JSON.parse of it", ctrf, () => JSON.parse(new TextDecoder().decode(ctrf))],
  ["octane-payload: go test -json", goTest, () => ours(goTest)],
  ["JSON.parse of its lines", goTest, () => lines(goTest).map((line) => JSON.parse(line))],
];

for (const [name, report, read] of READERS) {
  const { seconds } = await measured(async () => read());
  const cells = [
    name.padEnd(40),
    `${(report.length / 1e6).toFixed(1)} MB`.padStart(9),
    `${(report.length / 1e6 / seconds).toFixed(1)} MB/s`.padStart(12),
    `${Math.round(CASES / seconds).toLocaleString("en")} cases/s`.padStart(20),
  ];
  process.stdout.write(`${cells.join(" ")}\n`);
}

/** @param {Uint8Array} content */
async function ours(content) {
  const { inputs, parts } = await convert({ name: "report", content });
  if (inputs[0]?.runs !== CASES || parts.some((part) => !part.valid))
    throw new Error("the conversion is wrong");
}

/** @param {Uint8Array} content */
function lines(content) {
  return new TextDecoder().decode(content).split("\n");
}

/** Reads the report in the module's memory: the limit. */
async function tokenizer() {
  const folder = new URL("../../target/bench/raw/", import.meta.url);
  const { initSync, RawDocument } = await import(fileURLToPath(new URL("raw.js", folder)));
  initSync({ module: readFileSync(new URL("raw_bg.wasm", folder)) });
  const document = new RawDocument(bytes);
  return () => document.read();
}
