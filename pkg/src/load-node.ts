/** Loads the core in Node, from the file beside the package. */
import { readFileSync } from "node:fs";
import * as core from "../wasm/core.js";
import type { WasmSource } from "./types.js";

export type Core = typeof core;

/**
 * The file beside the package is compiled at once, without a promise: V8 only checks it and compiles functions when they are
 * first called, and the other way in asks for `Response`, for which Node loads all of `fetch`.
 */
export async function load(source?: WasmSource): Promise<Core> {
  if (source !== undefined) await core.default({ module_or_path: source });
  else core.initSync({ module: readFileSync(new URL("../wasm/core_bg.wasm", import.meta.url)) });
  return core;
}
