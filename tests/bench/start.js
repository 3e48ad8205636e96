/**
 * How long the command line takes from nothing, beside an empty Node and beside the vendor's converter: a version, and the
 * conversion of ten cases. One driver starts all of them in turns; medians of the clock, and the mean of the processor's time.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [rounds = 41] = process.argv.slice(2).map(Number);
const program = fileURLToPath(new URL("../../pkg/bin/octane-payload.cjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
const report = join(folder, "report.xml");
const cases = Array.from(
  { length: 10 },
  (_, n) => `<testcase classname="com.example.A" name="case ${n}" time="0.1"/>`,
);
writeFileSync(report, `<testsuites><testsuite name="small">${cases.join("")}</testsuite></testsuites>`);

const VENDOR = `
const { convertJUnitXMLToOctaneXML } = require("@microfocus/alm-octane-test-result-convertion");
const { readFileSync, writeFileSync } = require("node:fs");
const build = { server_id: "s", job_id: "j", build_id: "1" };
const xml = convertJUnitXMLToOctaneXML(readFileSync(${JSON.stringify(report)}, "utf8"), build);
writeFileSync(${JSON.stringify(join(folder, "vendor.xml"))}, xml);`;

/** @type {Record<string, string[]>} */
const programs = {
  "node -e 0": ["-e", "0"],
  "octane-payload --version": [program, "--version"],
  "octane-payload convert": [program, "convert", report, "--out", join(folder, "parts")],
  "vendor's converter": ["-e", VENDOR],
};

/** @type {Map<string, { wall: number[], cpu: number }>} */
const times = new Map(Object.keys(programs).map((name) => [name, { wall: [], cpu: 0 }]));
for (let round = 0; round < rounds; round += 1) {
  for (const [name, args] of Object.entries(programs)) measure(name, args);
}
rmSync(folder, { recursive: true });

const empty = median(times.get("node -e 0")?.wall ?? []);
for (const [name, { wall, cpu }] of times) {
  const [clock, processor] = [median(wall), cpu / rounds];
  const ratio = `${(clock / empty).toFixed(2)} ×`;
  line(`${name.padEnd(26)} ${ms(clock)} ${ratio.padStart(8)}   processor ${ms(processor)}`);
}

/**
 * @param {string} name
 * @param {string[]} args
 */
function measure(name, args) {
  const sums = times.get(name) ?? { wall: [], cpu: 0 };
  const [start, before] = [performance.now(), childrenTime()];
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  sums.wall.push(performance.now() - start);
  sums.cpu += childrenTime() - before;
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
}

/** Milliseconds that ended children have worked, in steps of ten: Linux tells it in hundredths of a second. */
function childrenTime() {
  const fields = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** @param {number} value */
function ms(value) {
  return `${value.toFixed(1)} ms`.padStart(9);
}

/** @param {string} text */
function line(text) {
  process.stdout.write(`${text}\n`);
}
