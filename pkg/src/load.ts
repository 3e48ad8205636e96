/**
 * Loads the core once. Whoever calls before it is ready waits; whoever calls after gets it at once.
 *
 * `#load` is the loader for the runtime: in Node it reads the file beside the package, elsewhere it fetches it.
 */
import type { Core, WasmSource } from "#load";
import { load } from "#load";

export type { Core, WasmSource };

let loading: Promise<Core> | undefined;

/** The loaded core. */
export function core(): Promise<Core> {
  return init();
}

/**
 * Loads the core. Never needed in Node; elsewhere only where the wasm file does not stand beside the module.
 *
 * @param source where the wasm is: its URL, its bytes, a compiled module, or a response that holds it. Ignored once the
 * core is loaded or loading.
 * @throws what the platform throws when the file cannot be had; the next call tries again.
 */
export function init(source?: WasmSource): Promise<Core> {
  loading ??= load(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
