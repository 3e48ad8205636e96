/**
 * How the scripts run other programs, speak and stop. Knows nothing of what is built or tested.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

/** The checkout. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Programs that the set-up compiled for this checkout. */
export const TOOLS = join(ROOT, ".tools");

/** A fault that the user can mend: its message is the whole story, and no stack is shown. */
export class Stop extends Error {}

/** The environment for every program: the checkout's own tools first, rustup's usual place last. */
export const ENVIRONMENT = {
  ...process.env,
  PATH: [
    join(TOOLS, "bin"),
    join(ROOT, "node_modules", ".bin"),
    process.env.PATH ?? "",
    join(homedir(), ".cargo", "bin"),
  ].join(delimiter),
};

/**
 * Writes one line for the user.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Whole seconds or minutes since `start`, in words.
 *
 * @param {number} start milliseconds, of `performance.now()`
 */
export function since(start) {
  const seconds = (performance.now() - start) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Whether a program of this name is there to be run.
 *
 * @param {string} program
 */
export function isInstalled(program) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = ENVIRONMENT.PATH.split(delimiter).filter(Boolean);
  return folders.some((folder) => endings.some((ending) => existsSync(join(folder, program + ending))));
}

/**
 * What a program prints on its standard output, or `undefined` where it is missing or fails.
 *
 * @param {string} program
 * @param {string[]} args
 */
export function outputOf(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: ROOT, env: ENVIRONMENT, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Runs a program whose output the user sees.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<number>} its exit code; 1 where it could not be started or was ended by a signal
 */
export async function run(program, args, options = {}) {
  return (await start(program, args, options, "inherit")).code;
}

/**
 * Runs a program whose output the user sees, and gives that output too, without colours.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 */
export function runAndRead(program, args, options = {}) {
  return start(program, args, options, "pipe");
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} options
 * @param {"inherit" | "pipe"} stdio
 * @returns {Promise<{ code: number, output: string }>}
 */
function start(program, args, { cwd = ROOT, env = {} }, stdio) {
  const child = spawn(program, args, {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    stdio: ["ignore", stdio, stdio],
  });
  let output = "";
  const copy = (/** @type {NodeJS.WriteStream} */ shown) => (/** @type {string} */ text) => {
    output += text;
    shown.write(text);
  };
  child.stdout?.setEncoding("utf8").on("data", copy(process.stdout));
  child.stderr?.setEncoding("utf8").on("data", copy(process.stderr));
  return new Promise((resolve) => {
    child.on("error", (error) => {
      say(`cannot run ${program}: ${error.message}`);
      resolve({ code: 1, output });
    });
    child.on("close", (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

/**
 * Runs a script's main function: a {@link Stop} becomes one sentence, and any fault an exit code.
 *
 * @param {() => Promise<number>} script gives the exit code
 */
export async function main(script) {
  try {
    process.exitCode = await script();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/**
 * Whether the module is the script that was started, and not imported by another.
 *
 * @param {string} url
 */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === resolve(process.argv[1]);
}
