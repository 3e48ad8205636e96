/** Small projects with the real test tools, set up as the documentation says, each run in a folder of its own. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parsePayload, type TestRun } from "octane-payload";
import { expectValidForLibxml2 } from "../../../pkg/test/support/payload-oracle.js";
import { findChromium } from "../../../scripts/chromium.js";
import { findChromedriver } from "../../../scripts/programs.js";

const HERE = fileURLToPath(new URL("..", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** The page of the documentation whose code is run. */
export const DOCUMENTATION: string = readFileSync(join(ROOT, "docs/reporters.md"), "utf8");

/** How a tool ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The runs of the payloads that it left. */
  runs: TestRun[];
  /** The project's folder. */
  folder: string;
}

/** A project on the disk. */
export interface Project {
  /** Runs a program of the project. */
  run(program: string, args?: readonly string[], env?: Record<string, string>): Promise<Ended>;
}

/** A fresh copy of a project in a folder of that name, with the configuration of the documentation, changed if need be. */
export function openProject(tool: string, name: string = tool, change = (code: string) => code): Project {
  const folder = join(HERE, "work", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(HERE, "projects", tool), folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  for (const [file, code] of codeOf(DOCUMENTATION)) writeFileSync(join(folder, file), change(code));
  return {
    run: async (program, args = [], env = {}) => {
      const ended = await spawned(program, args, { cwd: folder, env: { ...neutral(), ...env } });
      return { ...ended, folder, runs: await runsIn(join(folder, "octane-payload")) };
    },
  };
}

/** The files that the documentation shows: those whose name stands behind the language. */
function codeOf(page: string): [string, string][] {
  const blocks = page.matchAll(/^```js (\S+\.c?js)\n(.*?)^```$/gms);
  return Array.from(blocks, ([, name = "", code = ""]): [string, string] => [name, code]);
}

/** None of what would make a tool think that it runs inside another one, or in colour. */
function neutral(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(OCTANE_|VITEST|JEST_|NODE_ENV$|NODE_OPTIONS$|TEST$|FORCE_COLOR$|https?_proxy$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    NO_COLOR: "1",
    PATH: [join(HERE, "node_modules/.bin"), join(ROOT, "node_modules/.bin"), process.env.PATH].join(
      delimiter,
    ),
    CHROMIUM_PATH: findChromium(),
    CHROMEDRIVER_PATH: findChromedriver(),
  };
}

function spawned(
  program: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Omit<Ended, "runs" | "folder">> {
  const child = spawn(program, args, options);
  const ended = { code: null as number | null, stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    ended.stdout += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    ended.stderr += chunk.toString("utf8");
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(Object.assign(ended, { code })));
  });
}

/** The runs of all payloads, each of which libxml2 accepts. */
async function runsIn(folder: string): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  for (const name of payloadsIn(folder)) {
    const bytes = readFileSync(join(folder, name));
    expectValidForLibxml2(bytes);
    const payload = await parsePayload(bytes);
    runs.push(...payload.runs.filter((run) => run.kind === "test"));
  }
  return runs;
}

function payloadsIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
