/** The recipes of `docs/ci` and the action: each is parsed, and its command lines are run against the sandbox. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { type Octane, SIGNED_IN, startOctane } from "../../pkg/test/support/octane.js";
import {
  openWorkspace,
  readText,
  type Step,
  shellStepsOf,
  stepsOf,
  type Workspace,
} from "./support/recipe.js";

let octane: Octane;
let workspace: Workspace;

beforeEach(async () => {
  octane = await startOctane();
  workspace = openWorkspace();
});

afterEach(async () => {
  await octane.close();
  workspace.remove();
});

/** The variables that a build server gives: all that the recipes name. */
function variables(): Record<string, string> {
  return { OCTANE_SERVER: octane.url, OCTANE_SHARED_SPACE: "1001", OCTANE_WORKSPACE: "1002", ...SIGNED_IN };
}

/** The one step that submits; its own variables are those of the build server. */
function submitting(steps: Step[]): Step {
  const found = steps.filter(({ script }) => script.includes("octane-payload"));
  expect(found).toHaveLength(1);
  const [{ script, env } = { script: "", env: {} }] = found;
  const names = Object.entries(env).map(([name, value]) => {
    expect(value).toContain(name);
    return name;
  });
  expect(names.every((name) => name in variables())).toBe(true);
  return { script, env: {} };
}

function received(): unknown[] {
  return octane.sandbox.runs.map(({ name, status, links }) => [name, status, links.release]);
}

const RECIPES: [name: string, steps: () => Step[]][] = [
  ["github-actions.yml", () => stepsOf("docs/ci/github-actions.yml")],
  ["gitlab-ci.yml", () => stepsOf("docs/ci/gitlab-ci.yml")],
  ["azure-pipelines.yml", () => stepsOf("docs/ci/azure-pipelines.yml")],
  ["Jenkinsfile", () => shellStepsOf("docs/ci/Jenkinsfile")],
];

test.each(RECIPES)("%s submits the reports of the build", async (_, steps) => {
  const { code, output } = await workspace.run(submitting(steps()), variables());
  expect(output).toContain("success");
  expect(code).toBe(0);
  expect(received()).toHaveLength(2);
});

test.each(RECIPES)("%s fails its step where the sign-in is refused", async (_, steps) => {
  const env = { ...variables(), OCTANE_CLIENT_SECRET: "wrong" };
  const { code, output } = await workspace.run(submitting(steps()), env);
  expect(code).toBe(4);
  expect(output).not.toContain("wrong");
});

/** The action's step, with the inputs of a workflow in the place of its expressions. */
function action(given: Record<string, string>): Step {
  const { inputs } = parse(readText("action.yml")) as {
    inputs: Record<string, { default?: string; required?: boolean }>;
  };
  for (const name of Object.keys(given)) expect(inputs).toHaveProperty([name]);
  const [step = { script: "", env: {} }] = stepsOf("action.yml");
  const inputOf = (name: string) => given[name] ?? inputs[name]?.default ?? "";
  const filled = Object.entries(step.env).map(([name, value]) => [
    name,
    value.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/, (_, input: string) => inputOf(input)),
  ]);
  return { script: step.script, env: Object.fromEntries(filled) };
}

/** What a workflow says with the action. */
function withInputs(more: Record<string, string> = {}): Step {
  const place = { server: octane.url, "shared-space": "1001", workspace: "1002" };
  return action({ files: "reports/**/*.xml", ...place, ...more });
}

test("the action submits with what the documentation says of it", async () => {
  const [, block = ""] = /```yaml action\n(.*?)```/s.exec(readText("docs/ci.md")) ?? [];
  const [{ with: inputs }] = parse(block) as [{ with: Record<string, string> }];
  const { files = "", context = "" } = inputs;
  const { code, output } = await workspace.run(withInputs({ files, context }), SIGNED_IN);
  expect(output).toContain("success");
  expect(code).toBe(0);
  expect(received()).toHaveLength(2);
});

test("the action hands every input on, and runs none", async () => {
  const hostile = "$(touch owned) `touch owned`; touch owned";
  const refused = await workspace.run(withInputs({ files: `reports\n${hostile}` }), SIGNED_IN);
  expect(refused.code).toBe(3);
  const all = {
    identity: "github-action",
    "skip-errors": "true",
    options: "--release-name\nNo such release",
  };
  const { code, output } = await workspace.run(withInputs(all), SIGNED_IN);
  expect(output).toContain("warning");
  expect(code).toBe(0);
  expect(octane.requests.some((request) => request.includes("skip-errors=true"))).toBe(true);
  expect(octane.sandbox.runs.map((run) => run.class)).toEqual(["com.acme.CardTest", "com.acme.CardTest"]);
});

test("the action takes no secret as an input", () => {
  expect(Object.keys((parse(readText("action.yml")) as { inputs: object }).inputs).join()).not.toMatch(
    /secret|password|token|client/,
  );
});
