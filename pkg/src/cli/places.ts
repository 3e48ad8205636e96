/** Where the program keeps what outlives it: the folders that each system has for that. */

import { homedir } from "node:os";
import { join } from "node:path";
import type { Environment } from "./environment.js";

const NAME = "octane-payload";

/** The folder for what must survive a crash: journals. */
export function stateFolder(env: Environment): string {
  return folder(env, env.XDG_STATE_HOME, [".local", "state"]);
}

/** The folder for what can be fetched again: schemas. */
export function cacheFolder(env: Environment): string {
  return folder(env, env.XDG_CACHE_HOME, [".cache"]);
}

function folder(env: Environment, named: string | undefined, usual: string[]): string {
  if (named) return join(named, NAME);
  if (process.platform === "win32" && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, NAME);
  return join(env.HOME || homedir(), ...usual, NAME);
}
