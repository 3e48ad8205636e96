/** Payloads checked, mended, cut and settled. */
import { XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import {
  applyEdits,
  applyFixes,
  bundledSchema,
  checkPayload,
  compileSchema,
  convert,
  OptionsError,
  resolveLinks,
  splitPayload,
} from "../src/index.js";
import { filesBelow } from "./support/corpus.js";
import { libxml2Oracle } from "./support/libxml2.js";
import { sharedText } from "./support/shared.js";

const OLD = `<testResult>
  <tests>
    <test name="a" duration="1" status="passed" external_report_url=""/>
  </tests>
  <backlog_item_ref id="4"/>
</testResult>`;

const run = (name: string, inner = "") =>
  `<test_run name="${name}" duration="1" status="Passed">${inner}</test_run>`;

const payload = (links: string, ...runs: string[]) =>
  `<test_result>${links}<test_runs>${runs.join("")}</test_runs></test_result>`;

test("a payload in the old dialect is explained and mended, and libxml2 accepts it", async () => {
  const { valid, diagnostics } = await checkPayload(OLD);
  expect(valid).toBe(false);
  expect(diagnostics.filter(({ code }) => code === "undeclared-element").map(({ found }) => found)).toEqual([
    "testResult",
    "tests",
    "test",
    "backlog_item_ref",
  ]);
  const mended = await applyFixes(OLD);
  expect(mended).toMatchObject({ valid: true, diagnostics: [] });
  const oracle = libxml2Oracle(await bundledSchema());
  const document = XmlDocument.fromString(mended.document);
  expect(oracle.check(document).valid).toBe(true);
  document.dispose();
  oracle.dispose();
  expect(await applyFixes(mended.document)).toMatchObject({ document: mended.document, count: 0 });
});

test("every fix that is offered for real payloads and mutants of them leads nowhere but on", async () => {
  for (const document of [OLD, OLD.replace('name="a"', ""), OLD.replace("<tests>", "<tests>text")]) {
    const { document: mended, count } = await applyFixes(document, { fixes: "all" });
    expect(count).toBeGreaterThan(0);
    expect(await applyFixes(mended, { fixes: "all" })).toMatchObject({ document: mended, count: 0 });
  }
});

test("a fix of a finding is applied alone", async () => {
  const { diagnostics } = await checkPayload(payload("", run("a").replace("Passed", "passed")));
  const [fix] = diagnostics.flatMap((each) => (each.fix ? [each.fix] : []));
  expect(fix).toMatchObject({ safe: true, description: 'replace the value by "Passed"' });
  const mended = await applyEdits(payload("", run("a").replace("Passed", "passed")), fix ? [fix] : []);
  expect(mended).toBe(payload("", run("a")));
});

test("findings name the payload that they are about", async () => {
  const content = payload("", run("a"));
  const { valid, diagnostics } = await checkPayload([
    { name: "a.xml", content },
    { name: "b.xml", content },
  ]);
  expect(valid).toBe(true);
  expect(diagnostics).toMatchObject([{ code: "duplicate-payload", severity: "warning", file: "b.xml" }]);
});

test("a rule that is not known is refused by its name", async () => {
  const rules = { "duplicate-tests": "off" } as object;
  await expect(checkPayload("<a/>", { rules })).rejects.toThrow(OptionsError);
  await expect(applyFixes("<a/>", { rules })).rejects.toThrow("duplicate-tests");
});

test("a payload is cut into parts that a change leaves as they are, but for its own", async () => {
  const runs = Array.from({ length: 10 }, (_, index) => run(`t${index}`));
  const cut = async (all: string[]) => (await splitPayload(payload("", ...all), { runsPerPart: 3 })).parts;
  const before = await cut(runs);
  expect(before.map((part) => part.runs)).toEqual([3, 3, 3, 1]);
  expect((await cut(runs)).map((part) => part.sha256)).toEqual(before.map((part) => part.sha256));
  const after = await cut(runs.with(4, run("t4", "<error/>").replace("Passed", "Failed")));
  expect(after.map((part, index) => part.sha256 === before[index]?.sha256)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test("a payload is cut by its bytes", async () => {
  const text = `<description>${"x".repeat(400)}</description>`;
  const runs = Array.from({ length: 10 }, (_, index) => run(`t${index}`, text));
  const { parts } = await splitPayload(payload("", ...runs), { bytesPerPart: 2000 });
  expect(parts.reduce((sum, part) => sum + part.runs, 0)).toBe(10);
  expect(Math.max(...parts.map((part) => part.bytes.length))).toBeLessThanOrEqual(2000);
  await expect(splitPayload("<a/>", { bytesPerPart: 100_000_001 })).rejects.toThrow(RangeError);
});

test("the runs of a payload stay as they are", async () => {
  const twice = payload("", run("x".repeat(300)), run("a"), run("a"));
  const { parts } = await splitPayload(twice);
  const [part] = parts;
  expect(part?.runs).toBe(3);
  expect(part?.valid).toBe(false);
  expect(new TextDecoder().decode(part?.bytes)).not.toContain("run_name");
});

test("links are settled and written once", async () => {
  const clash = payload('<release_ref id="1"/>', run("a", '<release_ref id="2"/>'), run("b"));
  const { parts, conflicts } = await resolveLinks(clash, { linkPolicy: "report-wins" });
  expect(new TextDecoder().decode(parts[0]?.bytes).match(/<release_ref id="\d"\/>/g)).toEqual([
    '<release_ref id="1"/>',
  ]);
  expect(conflicts).toMatchObject([
    { kind: "release", report: "1", run: "2", runs: 1, policy: "report-wins" },
  ]);
});

test("a refused conflict offers the option that settles it", async () => {
  const content = payload('<release_ref id="1"/>', run("a", '<release_ref id="2"/>'));
  const { diagnostics } = await convert({ name: "p.xml", content }, { linkPolicy: "refuse" });
  const fixes = diagnostics.flatMap(({ fix }) => (fix ? [fix] : []));
  expect(fixes).toMatchObject([{ safe: false, option: { name: "linkPolicy.release", value: "run-wins" } }]);
});

const SCHEMA = sharedText("octane/xsd/test-results-2025-04.xsd");
const SAMPLES = (filesBelow("octane/samples") ?? []).filter(({ bytes }) => bytes.includes("<test_result>"));
const left = SCHEMA === undefined ? "left out, because ../shared is absent: " : "";

test(`${left}real payloads that the schema refuses are mended, for libxml2 too`, async () => {
  if (SCHEMA === undefined) return;
  const schema = await compileSchema(SCHEMA);
  const oracle = libxml2Oracle(SCHEMA);
  let mended = 0;
  for (const { name, bytes } of SAMPLES) {
    if ((await checkPayload(bytes, { schema })).valid) continue;
    const fixed = await applyFixes(bytes, { schema, fixes: "all" });
    const document = XmlDocument.fromString(fixed.document);
    expect(oracle.check(document).valid, name).toBe(true);
    expect(fixed.valid, name).toBe(true);
    document.dispose();
    mended += 1;
  }
  oracle.dispose();
  expect(mended).toBe(2);
});
