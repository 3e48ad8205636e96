/** Loads the core where there is `fetch`: pages, workers, bundlers, Deno. */
import * as core from "../wasm/core.js";
import type { WasmSource } from "./types.js";

export type Core = typeof core;

export async function load(source?: WasmSource): Promise<Core> {
  await core.default({ module_or_path: source ?? new URL("../wasm/core_bg.wasm", import.meta.url) });
  return core;
}
