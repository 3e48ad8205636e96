/** Loads the core in Node, from the file beside the package. */
import { readFile } from "node:fs/promises";
import * as core from "../wasm/core.js";
import type { WasmSource } from "./types.js";

export type Core = typeof core;

export async function load(source?: WasmSource): Promise<Core> {
  await core.default({
    module_or_path: source ?? (await readFile(new URL("../wasm/core_bg.wasm", import.meta.url))),
  });
  return core;
}
