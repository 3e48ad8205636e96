/** Reports as data, and payloads of data: what is read can be written, and what is written reads back. */
import { expect, test } from "vitest";
import {
  buildPayload,
  type Context,
  convertParts,
  isOptionsError,
  parsePayload,
  partStream,
  type Run,
  readReport,
  readRuns,
} from "../src/index.js";
import { expectValidForLibxml2 } from "./support/payload-oracle.js";

const REPORT = `<testsuite name="shop" timestamp="2026-03-01T10:00:00Z">
  <testcase classname="shop.Cart" name="adds" time="0.012"/>
  <testcase classname="shop.Cart" name="pays &lt;twice&gt;"><failure message="no" type="E">at shop.Cart</failure></testcase>
  <testcase classname="shop.Cart" name="waits"><skipped/></testcase>
</testsuite>`;

const CONTEXT: Context = {
  build: { serverId: "ci", jobId: "nightly", buildId: "7", artifactId: "a" },
  suite: { id: 1001, externalRunId: "nightly" },
  release: { name: "_default_" },
  backlogItems: [1, "9223372036854775807"],
  testFields: [{ type: "Test_Level", value: "Unit Test" }],
};

const RUN: Run = {
  kind: "test",
  name: "pays & \"ships\" 'now' <fast>\u{1F600}",
  duration: 12,
  status: "Failed",
  started: 1_772_355_600_000,
  links: { productAreas: [1002], environment: [{ type: "Browser", value: "Chrome" }] },
  error: { type: "E", message: "no\n\ttab", text: "at ]]> shop.Cart\n  at main" },
  description: "what it is for",
  steps: [{ iteration: "1", steps: [{ name: "open", duration: 1, status: "Passed" }] }],
};

test("a report is read as runs, with an account of every case", async () => {
  const { runs, inputs } = await readReport({ name: "report.xml", content: REPORT });
  expect(runs.map(({ name, status }) => ({ name, status }))).toEqual([
    { name: "adds", status: "Passed" },
    { name: "pays <twice>", status: "Failed" },
    { name: "waits", status: "Skipped" },
  ]);
  expect(inputs).toMatchObject([{ file: "report.xml", format: "junit", cases: 3, runs: 3, dropped: 0 }]);
});

test("what is read can be written, as libxml2 finds too, and reads back the same", async () => {
  const { runs } = await readReport({ name: "report.xml", content: REPORT });
  const { bytes, valid, diagnostics } = await buildPayload({ runs });
  expect({ valid, diagnostics }).toEqual({ valid: true, diagnostics: [] });
  expectValidForLibxml2(bytes);
  expect((await parsePayload(bytes)).runs).toEqual(runs);
});

test("a payload of data that uses every kind of value reads back the same", async () => {
  const built = await buildPayload({ context: CONTEXT, runs: [RUN] });
  expect(built).toMatchObject({ valid: true, diagnostics: [] });
  expectValidForLibxml2(built.bytes);
  const parsed = await parsePayload(built.bytes);
  expect(parsed).toEqual({ context: CONTEXT, runs: [RUN], diagnostics: [] });
  expect((await buildPayload(parsed)).bytes).toEqual(built.bytes);
});

test("each run of a payload that is read has the links that stand once for all", async () => {
  const { bytes } = await buildPayload({ context: CONTEXT, runs: [RUN] });
  const { runs } = await readReport({ name: "payload.xml", content: bytes });
  const { build: _, ...shared } = CONTEXT;
  expect(runs).toMatchObject([{ name: RUN.name, links: { ...shared, ...RUN.links } }]);
});

test("a payload that the schema does not accept is written all the same, and told", async () => {
  const run: Run = { kind: "test", name: "n".repeat(256), duration: 0, status: "Passed" };
  const { valid, diagnostics } = await buildPayload({ runs: [run] });
  expect(valid).toBe(false);
  expect(diagnostics[0]?.path).toBe("/test_result/test_runs/test_run[1]/@name");
});

test.each([
  ["a field that is not known", { ...RUN, titel: "x" }, "titel"],
  ["a link that is not known", { ...RUN, links: { milestones: [1] } }, "milestones"],
  ["a status that is none", { ...RUN, status: "passed" }, "passed"],
  ["a name that is missing", { kind: "test", duration: 1, status: "Passed" }, "name"],
])("%s is refused, and named", async (_, run, word) => {
  const error: unknown = await buildPayload({ runs: [run as Run] }).catch((thrown: unknown) => thrown);
  expect(isOptionsError(error) && error.message).toContain(word);
});

test("runs come one by one from a stream, and the stream may be left", async () => {
  const names: string[] = [];
  for await (const { name } of readRuns({ name: "report.xml", content: REPORT })) {
    names.push(name);
    if (names.length === 2) break;
  }
  expect(names).toEqual(["adds", "pays <twice>"]);
});

test("inputs may come one after the other, and progress is told", async () => {
  async function* inputs() {
    yield { name: "a.xml", content: REPORT };
    yield { name: "b.xml", content: REPORT };
  }
  const told: string[] = [];
  const options = {
    onProgress: ({ file, bytes }: { file: string; bytes: number }) => void told.push(`${file} ${bytes}`),
  };
  const { runs } = await readReport(inputs(), options);
  // A text is marked as UTF-8, which takes three bytes.
  const bytes = new TextEncoder().encode(REPORT).length + 3;
  expect(runs).toHaveLength(6);
  expect(told).toEqual([`a.xml ${bytes}`, `b.xml ${bytes}`]);
});

test("parts come as a stream of the platform, each made when it is asked for", async () => {
  const inputs = { name: "report.xml", content: REPORT };
  const options = { runsPerPart: 1 };
  const expected: string[] = [];
  for await (const { sha256 } of convertParts(inputs, options)) expected.push(sha256);
  const streamed: string[] = [];
  for await (const { sha256 } of partStream(inputs, options)) streamed.push(sha256);
  expect(streamed).toEqual(expected);
  expect(streamed).toHaveLength(3);
});

test("a stream of parts that is cancelled ends what it reads", async () => {
  let isClosed = false;
  async function* inputs() {
    try {
      for (;;) yield { name: "report.xml", content: REPORT };
    } finally {
      isClosed = true;
    }
  }
  const reader = partStream(inputs(), { runsPerPart: 1 }).getReader();
  expect((await reader.read()).value).toMatchObject({ runs: 1, valid: true });
  await reader.cancel();
  expect(isClosed).toBe(true);
});
