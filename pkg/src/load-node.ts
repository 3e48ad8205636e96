/** Loads the core in Node, from the file beside the package. */
import { readFile } from "node:fs/promises";
import * as core from "../wasm/core.js";

export type Core = typeof core;

/** Where the wasm can come from. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module;

export async function load(source?: WasmSource): Promise<Core> {
  await core.default({
    module_or_path: source ?? (await readFile(new URL("../wasm/core_bg.wasm", import.meta.url))),
  });
  return core;
}
