/** `convert` and `validate` as processes: what they write, what they print, how they end. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Diagnostic } from "../src/types.js";
import { documentOf, octanePayload, start } from "./support/command-line.js";
import { expectValidForLibxml2 } from "./support/payload-oracle.js";
import { reportOf, THREE_CASES } from "./support/reports.js";

interface Converted {
  inputs: { file: string; format: string; cases: number; runs: number; dropped: number }[];
  parts: { file: string; runs: number; bytes: number; sha256: string; valid: boolean }[];
  diagnostics: Diagnostic[];
}

interface Validated {
  valid: boolean;
  files: { file: string; valid: boolean; diagnostics: Diagnostic[] }[];
}

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const out = () => join(folder, "out");

describe("convert", () => {
  test("writes the parts and tells of them in one JSON document", async () => {
    const report = file("report.xml", THREE_CASES);
    const run = await octanePayload(["convert", report, "--out", out(), "--json"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const { inputs, parts, diagnostics } = documentOf<Converted>(run);
    const statuses = { passed: 1, failed: 1, skipped: 1, planned: 0 };
    const account = { format: "junit", cases: 3, runs: 3, dropped: 0, statuses, codes: {} };
    expect(inputs).toEqual([{ file: report, ...account }]);
    expect(diagnostics.filter((each) => each.severity === "error")).toEqual([]);
    expect(parts).toHaveLength(1);
    const path = join(out(), "part-0001.xml");
    const bytes = readFileSync(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(parts[0]).toEqual({ file: path, runs: 3, bytes: bytes.length, sha256, valid: true });
    expectValidForLibxml2(bytes);
  });

  test("cuts many reports into parts of at most 1000 runs, in order", async () => {
    const reports = [file("a.xml", reportOf(1500)), file("b.xml", reportOf(700).replaceAll("Big", "Other"))];
    const run = await octanePayload(["convert", ...reports, "--out", out(), "--json"]);
    expect(run.code).toBe(0);
    const { inputs, parts } = documentOf<Converted>(run);
    expect(inputs.map((input) => input.runs)).toEqual([1500, 700]);
    expect(parts.map((part) => part.runs)).toEqual([1000, 1000, 200]);
    expect(readdirSync(out())).toEqual(["part-0001.xml", "part-0002.xml", "part-0003.xml"]);
    for (const part of parts) expectValidForLibxml2(readFileSync(part.file));
  });

  test("a flag goes before the same link of the context file, and a rule chooses tests", async () => {
    const report = file("report.xml", THREE_CASES);
    const context = file(
      "context.yaml",
      "release: { id: 1 }\nrules: [{ when: { name: adds }, set: { program: 7 } }]",
    );
    const run = await octanePayload(["convert", report, "--out", out(), "--context", context, "-r", "2"]);
    expect(run).toMatchObject({ code: 0 });
    const payload = readFileSync(join(out(), "part-0001.xml"));
    expectValidForLibxml2(payload);
    expect(payload.toString()).toMatch(
      /<release_ref id="2"\/>[\s\S]*name="adds"[^>]*>\s*<program_ref id="7"\/>/,
    );
    expect(payload.toString().match(/release_ref|program_ref/g)).toHaveLength(2);
  });

  test("explains what a test is linked to, and why", async () => {
    const report = file("report.xml", THREE_CASES);
    const context = file(
      "context.yaml",
      "release: { id: 1 }\nrules: [{ name: pay, set: { release: { id: 2 } } }]",
    );
    const run = await octanePayload(["convert", report, "--explain-test", "add*", "--context", context]);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain('testcase[1] "adds"');
    expect(run.stdout).toMatch(/release +2 +context file \(.*context\.yaml:1\) says 1/);
    expect(run.stdout).toMatch(/rule "pay" \(.*context\.yaml:2\) sets 2\n +policy: run-wins/);
    expect(run.stdout).not.toContain('"removes"');
  });

  test("the flags' links stand in the payload, in the vendor's words", async () => {
    const report = file("report.xml", THREE_CASES);
    const context = file("context.json", JSON.stringify({ milestone: "5" }));
    const links = ["-r", "1101", "--program", "1301", "-a", "1401", "-a", "1402", "-b", "1521"];
    const pairs = ["-f", "Framework:JUnit", "-t", "Browser:Chrome", "--context", context];
    const build = [
      "--build-context-server-id",
      "s",
      "--build-context-job-id",
      "j",
      "--build-context-build-id",
      "1",
    ];
    const run = await octanePayload(["convert", report, "--out", out(), ...links, ...pairs, ...build]);
    expect(run).toMatchObject({ code: 0 });
    const payload = readFileSync(join(out(), "part-0001.xml"));
    expectValidForLibxml2(payload);
    for (const element of [
      /<build [^>]*server_id="s"/,
      '<program_ref id="1301"/>',
      '<release_ref id="1101"/>',
      '<milestone_ref id="5"/>',
      '<backlog_item_ref id="1521"/>',
      '<product_area_ref id="1401"/>',
      '<product_area_ref id="1402"/>',
      '<test_field type="Framework" value="JUnit"/>',
      '<taxonomy type="Browser" value="Chrome"/>',
    ]) {
      expect(payload.toString()).toMatch(element);
    }
  });

  describe("of a link that stands on both the report and a run", () => {
    const PAYLOAD = `<test_result><test_runs><test_run name="a" duration="1" status="Passed">
      <release_ref id="5"/><product_areas><product_area_ref id="1"/></product_areas>
    </test_run></test_runs></test_result>`;

    test.each([
      [[], ["5"], ["1"]],
      [["report-wins"], ["7"], ["2"]],
      [["release=report-wins"], ["7"], ["1"]],
      [["product-area=unite"], ["5"], ["2", "1"]],
    ])("policies %j leave release %j and modules %j", async (policies, release, modules) => {
      const flags = policies.flatMap((policy) => ["--link-policy", policy]);
      const both = ["--release", "7", "--product-area", "2", ...flags];
      const run = await octanePayload(["convert", file("payload.xml", PAYLOAD), "--out", out(), ...both]);
      expect(run.code, run.stderr).toBe(0);
      expect(run.stderr).toContain("warning[link-conflict]");
      const payload = readFileSync(join(out(), "part-0001.xml"), "utf8");
      const ids = (name: string) =>
        [...payload.matchAll(new RegExp(`<${name} id="(\\d+)"`, "g"))].map(([, id]) => id);
      expect(ids("release_ref")).toEqual(release);
      expect(ids("product_area_ref").sort()).toEqual([...modules].sort());
    });

    test("refuse keeps everything from being written, and names the case", async () => {
      const flags = ["--release", "7", "--link-policy", "refuse"];
      const run = await octanePayload(["convert", file("payload.xml", PAYLOAD), "--out", out(), ...flags]);
      expect(run.code).toBe(3);
      expect(run.stderr).toMatch(/payload\.xml:1:\d+: error\[link-conflict-refused\]: test "a"/);
      expect(existsSync(out())).toBe(false);
    });
  });

  test("in words it is two tables, findings beside them", async () => {
    const report = file("report.xml", THREE_CASES);
    const run = await octanePayload(["convert", report, "--out", out()]);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /^input +format +cases +runs +dropped +passed +failed +skipped +planned +findings\n.*report\.xml +junit +3 +3 +0 +1 +1 +1 +0(?: .*)?\n\npart +runs +bytes +valid\n/,
    );
  });

  const broken: Record<string, [content: string, place: RegExp]> = {
    "not XML": ["{}", /report\.xml:1:1: error\[/],
    "cut off": [THREE_CASES.slice(0, 300), /report\.xml:\d+:\d+: error\[/],
    "without a test case": ["<testsuites/>", /report\.xml: error\[no-test-case\]/],
    "in another vocabulary": ["<html><body/></html>", /report\.xml:1:1: error\[unknown-format\]/],
    empty: ["", /report\.xml.*error\[/],
  };
  test.each(Object.entries(broken))(
    "a report that is %s ends with a clear message, and nothing is written",
    async (_, [content, place]) => {
      const report = file("report.xml", content);
      const run = await octanePayload(["convert", report, "--out", out()]);
      expect(run.code, run.stderr).toBe(3);
      expect(run.stderr).toMatch(place);
      expect(run.stdout).toContain("nothing written");
      expect(existsSync(out())).toBe(false);
      const json = await octanePayload(["convert", report, "--out", out(), "--json"]);
      expect(documentOf<Converted>(json).parts).toEqual([]);
    },
  );

  const mended: Record<string, [content: string | Uint8Array, place: RegExp]> = {
    "a wrong encoding label": [
      Buffer.from(
        '<?xml version="1.0" encoding="UTF-8"?><testsuite><testcase name="Gr\xfc\xdfe"/></testsuite>',
        "latin1",
      ),
      /report\.xml:1:\d+: warning\[wrong-encoding\]/,
    ],
    "control characters": [
      '<testsuite>\n<testcase name="a\u0001b"/></testsuite>',
      /report\.xml:2:\d+: warning\[illegal-characters\]/,
    ],
  };
  test.each(Object.entries(mended))(
    "%s are told with their place, and lose nothing",
    async (_, [content, place]) => {
      const run = await octanePayload(["convert", file("report.xml", content), "--out", out()]);
      expect(run.code, run.stderr).toBe(0);
      expect(run.stderr).toMatch(place);
      expectValidForLibxml2(readFileSync(join(out(), "part-0001.xml")));
    },
  );

  test("one broken report among good ones keeps everything from being written", async () => {
    const reports = [file("good.xml", THREE_CASES), file("bad.xml", "<testsuite>")];
    const run = await octanePayload(["convert", ...reports, "--out", out(), "--json"]);
    expect(run.code).toBe(3);
    const { diagnostics } = documentOf<Converted>(run);
    expect(diagnostics.filter((each) => each.severity === "error").map((each) => each.file)).toEqual([
      reports[1],
    ]);
    expect(existsSync(out())).toBe(false);
  });

  test("a finding shows its line and a caret", async () => {
    const report = file("report.xml", "<testsuite>\n  <testcase name=></testcase>\n</testsuite>\n");
    const { stderr } = await octanePayload(["convert", report, "--out", out()]);
    expect(stderr).toMatch(/2 \| {3}<testcase name=><\/testcase>\n {2}\| +\^/);
  });

  test.each([
    ["a missing file", ["convert", "missing.xml", "--out", "out"], 3, /"missing\.xml" does not exist/],
    [
      "an empty directory",
      ["convert", mkdtempSync(join(tmpdir(), "octane-payload-")), "--out", "out"],
      3,
      /holds no file/,
    ],
    ["no --out", ["convert", "report.xml"], 2, /--out <dir>' not specified/],
    ["no file", ["convert", "--out", "out"], 2, /missing required argument 'file'/],
    ["an unknown option", ["convert", "a.xml", "--out", "out", "--colour"], 2, /unknown option '--colour'/],
    ["an unknown command", ["convret", "a.xml"], 2, /unknown command 'convret'/],
    [
      "two releases",
      ["convert", "a.xml", "--out", "out", "--release", "1", "--release-default"],
      2,
      /cannot be used with/,
    ],
    [
      "a release without a number",
      ["convert", "a.xml", "--out", "out", "--release", "R1"],
      2,
      /It takes an id/,
    ],
    [
      "an unknown policy",
      ["convert", "a.xml", "--out", "out", "--link-policy", "both"],
      2,
      /run-wins, report-wins/,
    ],
  ])("%s is told, with its exit code", async (_, args, code, words) => {
    const run = await octanePayload(args);
    expect(run).toMatchObject({ code, stdout: "" });
    expect(run.stderr).toMatch(words);
  });

  test("a reader that leaves early does not break it", async () => {
    const report = file("report.xml", reportOf(3000));
    const command = start(["convert", report, "--out", out(), "--json"]);
    command.process.stdout?.destroy();
    expect(await command.ended).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(out())).toHaveLength(3);
  });
});

describe("validate", () => {
  const VALID =
    '<test_result><test_runs><test_run name="a" duration="1" status="Passed"/></test_runs></test_result>';

  test("says yes to a valid payload", async () => {
    const payload = file("payload.xml", VALID);
    const run = await octanePayload(["validate", payload, "--json"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(documentOf<Validated>(run)).toEqual({
      valid: true,
      files: [{ file: payload, valid: true, diagnostics: [] }],
    });
  });

  test("says where an invalid one is wrong, and what may stand there", async () => {
    const good = file("good.xml", VALID);
    const bad = file("bad.xml", VALID.replace("><test_run ", ">\n<test_run ").replace("Passed", "passed"));
    const run = await octanePayload(["validate", good, bad, "--json"]);
    expect(run.code).toBe(3);
    const { valid, files } = documentOf<Validated>(run);
    expect(valid).toBe(false);
    expect(files.map((each) => each.valid)).toEqual([true, false]);
    expect(files[1]?.diagnostics[0]).toMatchObject({ severity: "error", file: bad, line: 2 });
    expect((await octanePayload(["validate", bad])).stderr).toMatch(/bad\.xml:2:\d+: error\[cvc-[\s\S]*\^/);
  });

  test("a schema of the user's counts, and its own faults are told", async () => {
    const payload = file("payload.xml", "<note/>");
    const schema = file(
      "note.xsd",
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="note"/></xs:schema>',
    );
    expect((await octanePayload(["validate", payload, "--schema", schema])).code).toBe(0);
    expect((await octanePayload(["validate", payload])).code).toBe(3);
    const broken = file(
      "broken.xsd",
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<xs:elephant/></xs:schema>',
    );
    const run = await octanePayload(["validate", payload, "--schema", broken]);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/broken\.xsd:2:\d+: error\[[\s\S]*2 \| <xs:elephant\/>/);
  });

  test("a file that is not there is not valid", async () => {
    const run = await octanePayload(["validate", "missing.xml", "--json"]);
    expect(run.code).toBe(3);
    expect(documentOf<Validated>(run).files[0]).toMatchObject({
      valid: false,
      diagnostics: [{ code: "file-not-found" }],
    });
  });
});
