/** Other programs, run in the project of a user of the package. */
import { execFile, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const TOOLS: string = fileURLToPath(new URL("tools/node_modules", import.meta.url));

/** What a program printed, and how it ended. */
export type Ended = { code: number; stdout: string; stderr: string };

/** Programs of the tools, each by the file that Node runs. */
export const PROGRAMS = {
  attw: "@arethetypeswrong/cli/dist/index.js",
  bun: "bun/bin/bun.exe",
  deno: "deno/bin.cjs",
  esbuild: "esbuild/bin/esbuild",
  publint: "publint/src/cli.js",
  rollup: "@rollup/wasm-node/dist/bin/rollup",
  webpack: "webpack/bin/webpack.js",
} as const;

/** The path of one of the tools. */
export function tool(name: keyof typeof PROGRAMS): string {
  return join(TOOLS, PROGRAMS[name]);
}

/** The path of workerd itself: what npm installs as its command starts it and does not end it. */
export function workerd(): string {
  const { default: path } = createRequire(join(TOOLS, "workerd"))("workerd") as { default: string };
  return path;
}

/** Runs a program to its end. */
export async function ended(program: string, args: string[], cwd: string): Promise<Ended> {
  try {
    return { code: 0, ...(await promisify(execFile)(program, args, { cwd, env: QUIET })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

/** Runs a program of Node; throws with all that it said where it fails. */
export async function succeed(args: string[], cwd: string): Promise<Ended> {
  const { code, stdout, stderr } = await ended(process.execPath, args, cwd);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${stdout}${stderr}`);
  return { code, stdout, stderr };
}

/** Runs npm. */
export async function npm(cwd: string, args: string[]): Promise<Ended> {
  const script = process.env.npm_execpath;
  if (script) return succeed([script, ...args], cwd);
  const result = await ended("npm", args, cwd);
  if (result.code !== 0) throw new Error(`npm ${args[0]} ended with ${result.code}: ${result.stderr}`);
  return result;
}

/** A program that runs until it is ended. */
export type Running = { stop(): void };

/** Starts a program, and waits for the first line of its standard output. */
export function started(program: string, args: string[], cwd: string): Promise<Running & { line: string }> {
  const child = spawn(program, args, { cwd, env: QUIET, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr.on("data", (text) => (said += text));
    child.stdout.once("data", (text) => resolve({ line: String(text), stop: () => child.kill() }));
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`${program} ended with ${code}: ${said}`)));
  });
}

/** Without what the runner of the tests sets for its own processes, and without colours. */
const QUIET = { ...without(process.env, /^(NODE_ENV|VITEST.*|NODE_OPTIONS|FORCE_COLOR)$/), NO_COLOR: "1" };

function without(environment: NodeJS.ProcessEnv, names: RegExp): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.test(name)));
}
