/**
 * Loads the core once. Whoever calls before it is ready waits; whoever calls after gets it at once.
 *
 * `#load` is the loader for the runtime: in Node it reads the file beside the package, elsewhere it fetches it.
 */
import type { Core } from "#load";
import { load } from "#load";
import type { WasmSource } from "./types.js";

export type { Core };

let loading: Promise<Core> | undefined;

/**
 * The loaded core. Loading starts with the first call, and starts again after a failure.
 *
 * @param source where the wasm is; ignored once the core is loaded or loading.
 */
export function core(source?: WasmSource): Promise<Core> {
  loading ??= load(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
