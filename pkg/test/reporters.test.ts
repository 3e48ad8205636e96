/** The floor under all reporters: tests in, parts on the disk, one line at the end. The tools themselves are in `tests/reporters`. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { parsePayload, type TestRun } from "../src/index.js";
import { createCollector } from "../src/reporters/collector.js";
import type { EndedTest } from "../src/reporters/ended-test.js";
import type { ReporterOptions } from "../src/reporters/options.js";
import { contextInTitle } from "../src/reporters/title-context.js";
import { expectValidForLibxml2 } from "./support/payload-oracle.js";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-reporter-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A test that passed. */
function passed(title: string, more: Partial<EndedTest> = {}): EndedTest {
  return { file: "a.test.js", suites: ["calculator"], title, attempts: [{ status: "passed" }], ...more };
}

/** What a reporter says and leaves of some tests. */
async function reported(tests: EndedTest[], options: ReporterOptions = {}) {
  const collector = createCollector("tool", { out: folder, ...options });
  for (const each of tests) collector.add(each);
  const account = await collector.finish();
  return { ...account, runs: await runsIn(options.out ?? folder) };
}

async function runsIn(from: string): Promise<TestRun[]> {
  const names = existsSync(from) ? readdirSync(from).sort() : [];
  const payloads = names.map((name) => readFileSync(join(from, name)));
  payloads.forEach(expectValidForLibxml2);
  const read = await Promise.all(payloads.map((bytes) => parsePayload(bytes)));
  return read.flatMap(({ runs }) => runs as TestRun[]);
}

test("a title keeps the name apart from properties, and tags in it", () => {
  expect(
    contextInTitle("adds [octane.backlog_item=5001, 5002] @smoke [octane.environment.OS=Linux]"),
  ).toEqual({
    title: "adds @smoke",
    properties: [
      ["octane.backlog_item", "5001, 5002"],
      ["octane.environment.OS", "Linux"],
    ],
    tags: ["smoke"],
  });
});

test.each(["mail to a@b.example", "  two spaces  ", "[octane]", "[octane.release]", "a [b=c]"])(
  "the title %j is a name and nothing else",
  (title) => {
    expect(contextInTitle(title)).toEqual({ title, properties: [], tags: [] });
  },
);

test("parts stand on the disk before the tests are over", async () => {
  const collector = createCollector("tool", { out: folder, runsPerPart: 2 });
  for (const name of ["a", "b", "c", "d", "e"]) collector.add(passed(name));
  const written = () => readdirSync(folder).filter((name) => name.endsWith(".tmp"));
  await vi.waitFor(() => expect(written()).toHaveLength(2), { timeout: 15_000 });
  expect(readdirSync(folder).filter((name) => name.endsWith(".xml"))).toEqual([]);
  const { line, isDelivered } = await collector.finish();
  expect(readdirSync(folder)).toEqual(["part-0001.xml", "part-0002.xml", "part-0003.xml"]);
  expect({ line, isDelivered }).toEqual({
    line: `octane-payload: 5 runs (5 passed) in 3 parts, ${join(folder, "part-0001.xml")} and on`,
    isDelivered: true,
  });
});

test("attempts, times, errors, links and tags come to the run", async () => {
  const error = {
    name: "TypeError",
    message: "\u001b[31mno\u001b[39m\nreally",
    stack: "TypeError: no\n    at a.js:1",
  };
  const attempts: EndedTest["attempts"] = [
    { status: "failed", duration: 5.4, started: 1_700_000_000_000.6, errors: [error] },
    {
      status: "failed",
      duration: 12.5,
      started: 1_700_000_001_000,
      errors: [error, { message: "and more" }],
    },
  ];
  const properties: EndedTest["properties"] = [
    ["octane.environment", ["Browser:Chrome", "OS:Linux"]],
    ["octane.release", 1001],
  ];
  const { runs } = await reported(
    [passed("fails", { suites: ["a", "b"], attempts, properties, tags: ["@slow"] })],
    {
      linkRules: [{ when: { tag: "slow" }, add: { backlogItems: [7] } }],
    },
  );
  expect(runs).toEqual([
    {
      kind: "test",
      package: "a.test.js",
      class: "a > b",
      name: "fails",
      duration: 13,
      started: 1_700_000_000_001,
      status: "Failed",
      error: {
        type: "TypeError",
        message: "no\nreally",
        text: "TypeError: no\n    at a.js:1\n\nand more",
      },
      description: "2 attempts: Failed, Failed; number 2 counts\nnumber 1: TypeError: no",
    },
  ]);
});

test("a context file is read where its path is given", async () => {
  const contextFile = join(folder, "context.json");
  writeFileSync(contextFile, `\uFEFF${JSON.stringify({ release: { id: 1101 } })}`);
  const out = join(folder, "parts");
  await reported([passed("adds")], { contextFile, out });
  expect(readFileSync(join(out, "part-0001.xml"), "utf8")).toContain('<release_ref id="1101"/>');
});

test.each<[string, ReporterOptions, RegExp]>([
  [
    "a context file that is missing",
    { contextFile: "missing.json" },
    /^octane-payload: nothing written: ENOENT/,
  ],
  ["an option that is not known", { runsPerPrat: 2 } as ReporterOptions, /nothing written: .*`runsPerPrat`/],
  [
    "an option out of its bounds",
    { runsPerPart: 1001 },
    /nothing written: runsPerPart must be a whole number/,
  ],
])("%s is told in one line, and nothing is thrown", async (_, options, words) => {
  const { line, isDelivered, runs } = await reported([passed("adds")], options);
  expect(line).toMatch(words);
  expect(line).not.toContain("\n");
  expect({ isDelivered, runs }).toEqual({ isDelivered: false, runs: [] });
});

test("a run without tests writes nothing, and takes the parts of an earlier one away", async () => {
  await reported([passed("adds")]);
  const { line, isDelivered, runs } = await reported([]);
  expect({ line, isDelivered, runs }).toEqual({
    line: "octane-payload: no test ended, nothing written",
    isDelivered: true,
    runs: [],
  });
});

test("findings are counted in the line", async () => {
  const { line } = await reported([
    passed("adds [octane.colour=red]"),
    passed("divides [octane.milestone=new]"),
  ]);
  expect(line).toMatch(
    /^octane-payload: 2 runs \(2 passed\) in 1 part, .*; property-unknown 1, property-unreadable 1$/,
  );
});
