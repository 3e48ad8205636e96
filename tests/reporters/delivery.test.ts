/** Each reporter in its real tool, told to submit: to the sandbox behind a real HTTP server, and to where it cannot. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Octane, SIGNED_IN, startOctane } from "../../pkg/test/support/octane.js";
import { ONE_TEST, openTool, TOOLS } from "./support/tools.js";

let octane: Octane;

beforeEach(async () => {
  octane = await startOctane();
});

afterEach(() => octane.close());

function place(): Record<string, string> {
  return { OCTANE_SERVER: octane.url, OCTANE_SHARED_SPACE: "1001", OCTANE_WORKSPACE: "1002" };
}

test.each(TOOLS)("%s submits what it wrote", async (tool) => {
  const project = await openTool(tool, `${tool}-sends`);
  const ended = await project.run(ONE_TEST[tool], { ...place(), ...SIGNED_IN });
  expect(ended.stderr + ended.stdout).toMatch(/^octane-payload: .*; sent: (success|warning) \(task \d+\)/m);
  expect(octane.sandbox.runs.map(({ name }) => name).sort()).toEqual(
    ended.runs.map(({ name }) => name).sort(),
  );
  expect(ended.code).toBe(0);
});

test.each(TOOLS)(
  "%s says what keeps it from submitting, keeps the payload, and ends as without",
  async (tool) => {
    const project = await openTool(tool, `${tool}-cannot-send`);
    const ended = await project.run(ONE_TEST[tool], place());
    expect(ended.stderr + ended.stdout).toMatch(
      /^octane-payload: .*; not sent: no credentials in the environment/m,
    );
    expect(ended.runs.map(({ name }) => name)).toContain("adds");
    expect(ended.code).toBe(0);
    expect(octane.requests).toEqual([]);
  },
);

test.each(TOOLS)("%s fails the test run where it is told to", async (tool) => {
  const project = await openTool(tool, `${tool}-has-to-send`, strict);
  const ended = await project.run(ONE_TEST[tool], place());
  expect(ended.stderr + ended.stdout).toMatch(/^octane-payload: .*; not sent: /m);
  expect(ended.code).toBe(1);
});

/** The configuration of the documentation, with `failOnError` beside `submit`. */
function strict(code: string): string {
  return code
    .replace("submit: Boolean", "failOnError: true, submit: Boolean")
    .replace('"show=dot"', '"show=dot", "failOnError=true"');
}
