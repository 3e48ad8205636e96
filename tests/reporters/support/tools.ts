/** The tools: how each is run on its project. */
import { expect } from "vitest";
import { type Ended, openProject, type Project } from "./project.js";

/** In the order of the documentation. */
export const TOOLS = [
  "vitest",
  "jest",
  "playwright",
  "mocha",
  "node-test",
  "webdriverio",
  "cypress",
] as const;

/** One of them. */
export type Tool = (typeof TOOLS)[number];

/** A tool and its project. */
export interface OpenTool {
  /** Runs the tool on all of the project, or with other arguments. */
  run(args?: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

/** The exit code on the whole project, without any reporter of ours. */
export const CODE_OF_ALL: Readonly<Record<Tool, number>> = {
  vitest: 1,
  jest: 1,
  playwright: 1,
  mocha: 3,
  "node-test": 1,
  webdriverio: 1,
  cypress: 2,
};

/** `node --test` as the documentation has it, with the reporter of the package or one of one's own. */
function nodeTest(reporter: string): string[] {
  return [
    "--test",
    ...["--test-reporter=spec", "--test-reporter-destination=stdout"],
    ...[`--test-reporter=${reporter}`, "--test-reporter-destination=stderr"],
  ];
}

const COMMANDS: Readonly<Record<Tool, [program: string, ...args: string[]]>> = {
  vitest: ["vitest", "run"],
  jest: ["jest"],
  playwright: ["playwright", "test", "calculator"],
  mocha: ["mocha", "*.spec.js"],
  "node-test": ["node", ...nodeTest("octane-payload/reporters/node-test")],
  webdriverio: ["wdio", "run", "wdio.conf.js"],
  cypress: ["node", "stand-in.js"],
};

/** The arguments that leave one test, which passes. */
export const ONE_TEST: Readonly<Record<Tool, readonly string[]>> = {
  vitest: ["run", "calculator", "-t", "adds"],
  jest: ["calculator", "-t", "adds"],
  playwright: ["test", "calculator", "-g", "adds"],
  mocha: ["*.spec.js", "-g", "adds"],
  "node-test": [...nodeTest("./octane-reporter.js"), "--test-name-pattern=adds", "calculator.test.js"],
  webdriverio: ["run", "wdio.conf.js", "--spec", "calculator", "--mochaOpts.grep", "adds"],
  cypress: ["stand-in.js", "adds"],
};

/** Opens a tool's project in a folder of that name, with the configuration of the documentation. */
export async function openTool(
  tool: Tool,
  name: string = tool,
  change?: (code: string) => string,
): Promise<OpenTool> {
  const project = openProject(tool, name, change);
  if (tool === "cypress") await makeResults(project);
  const [program, ...all] = COMMANDS[tool];
  return { run: (args = all, env) => project.run(program, args, env) };
}

/** The results that Cypress would tell, once the compiler has held them against its types. */
async function makeResults(project: Project): Promise<void> {
  const switches = ["--ignoreConfig", "--strict", "--skipLibCheck", "--types", "node"];
  const target = ["--module", "nodenext", "--target", "es2023"];
  const compiled = await project.run("tsc", [...switches, ...target, "results.ts"]);
  expect(compiled).toMatchObject({ code: 0, stdout: "" });
  expect(await project.run("node", ["results.js"])).toMatchObject({ code: 0 });
}
