/**
 * Each reporter in its real tool, set up as `docs/reporters.md` says: what tests come to, whether libxml2 accepts it, and
 * that the tool ends as it does without. What the runs are to be stands beside each project in `runs.txt`; `UPDATE=1`
 * writes it anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { type Ended, openProject } from "./support/project.js";
import { CODE_OF_ALL, ONE_TEST, openTool, TOOLS, type Tool } from "./support/tools.js";
import { wordsOf } from "./support/words.js";

const ACCOUNT = /^octane-payload: \d+ runs \(.*\) in 1 part, octane-payload\/part-0001\.xml$/m;

/** Holds the runs against those that stand beside the project, in whatever order the tool has run its files. */
function expectRuns(tool: Tool, { runs, folder }: Ended): void {
  const file = new URL(`projects/${tool}/runs.txt`, import.meta.url);
  const words = `${runs.map(wordsOf).sort().join("\n")}\n`.replaceAll(folder, "<project>");
  if (process.env.UPDATE) writeFileSync(file, words);
  expect(words).toBe(readFileSync(file, "utf8"));
}

/** Every run has whole milliseconds, and one that was run has a start in this test's time. */
function expectTimes({ runs }: Ended, since: number): void {
  for (const { duration, started, status, name } of runs) {
    expect(Number.isInteger(duration) && duration >= 0, name).toBe(true);
    if (started === undefined || status === "Skipped") continue;
    expect(started, name).toBeGreaterThanOrEqual(since - 1000);
    expect(started, name).toBeLessThanOrEqual(Date.now() + 1000);
  }
}

test.each(TOOLS)(
  "%s: every test is a run in a valid payload, and the exit code is the tool's",
  async (tool) => {
    const since = Date.now();
    const ended = await (await openTool(tool)).run();
    expect(ended.stderr + ended.stdout).toMatch(ACCOUNT);
    expect(ended.code).toBe(CODE_OF_ALL[tool]);
    expectRuns(tool, ended);
    if (tool !== "cypress") expectTimes(ended, since);
  },
);

test("playwright: a file that cannot be loaded is a run of its own that failed", async () => {
  const ended = await (await openTool("playwright", "unloadable")).run(["test", "unloadable"]);
  expect(ended.code).toBe(1);
  expect(ended.runs.map(wordsOf)).toEqual([
    "Failed  unloadable.spec.js · - · unloadable.spec.js  TypeError: no cable",
  ]);
});

test.each<[Tool, string[]]>([
  ["playwright", ["test", "calculator", "--list"]],
  ["mocha", ["*.spec.js", "--dry-run"]],
])("%s: tests that are only listed are not reported", async (tool, args) => {
  const ended = await (await openTool(tool, `${tool}-listed`)).run(args);
  expect(ended.stderr + ended.stdout).not.toContain("octane-payload:");
  expect({ code: ended.code, runs: ended.runs }).toEqual({ code: 0, runs: [] });
});

test("mocha: in parallel mode every test that has ended is a run", async () => {
  const ended = await (await openTool("mocha", "parallel")).run(["--parallel", "*.spec.js"]);
  expect(ended.code).toBe(CODE_OF_ALL.mocha);
  const told = ended.runs.filter(({ description }) => !description?.endsWith("failed"));
  expect(told.map(({ name }) => name).sort()).toEqual([
    '"after all" hook for "goes well"',
    '"before all" hook for "is let down"',
    "adds",
    "divides by 2",
    "divides by 3",
    "goes well",
    "prints",
    "recalls @slow",
    "stores",
    "wakes up",
  ]);
});

test("mocha: version 10, which WebdriverIO brings along, loads the reporter too", async () => {
  const framework = new URL("node_modules/@wdio/mocha-framework/build/index.js", import.meta.url);
  const older = createRequire(framework).resolve("mocha/bin/mocha.js");
  const ended = await openProject("mocha", "mocha-10").run("node", [older, "*.spec.js"]);
  expect(ended.stderr).toMatch(ACCOUNT);
  expect(ended.code).toBe(CODE_OF_ALL.mocha);
  expectRuns("mocha", ended);
});

test("mocha: a reporter of one's own takes any option", async () => {
  const project = await openTool("mocha", "own");
  const ended = await project.run(["--reporter", "./octane-reporter.cjs", ...ONE_TEST.mocha]);
  expect(ended.code).toBe(0);
  expect(readFileSync(`${ended.folder}/octane-payload/part-0001.xml`, "utf8")).toContain(
    'name="Winter 2026"',
  );
});
