/**
 * Loads the core once. Whoever calls before it is ready waits; whoever calls after gets it at once.
 *
 * The same modules run in every runtime, with nothing for a bundler or a page to resolve: where the package lies on a
 * disk that the runtime can read, the file beside it is read, elsewhere it is fetched.
 */
import * as wasm from "../wasm/core.js";
import type { WasmSource } from "./types.js";

export type Core = typeof wasm;

let loading: Promise<Core> | undefined;
let provided: WebAssembly.Module | undefined;

/**
 * The loaded core. Loading starts with the first call, and starts again after a failure.
 *
 * @param source where the wasm is; ignored once the core is loaded or loading.
 */
export function core(source?: WasmSource): Promise<Core> {
  loading ??= load(source ?? provided).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Says what to load where nothing else is said: for runtimes that have compiled the wasm before the program starts. */
export function provide(module: WebAssembly.Module): void {
  provided = module;
}

/**
 * The file beside the package is compiled at once, without a promise: V8 only checks it and compiles functions when they are
 * first called, and the other way in asks for `Response`, for which Node loads all of `fetch`.
 */
async function load(source: WasmSource | undefined): Promise<Core> {
  const file = source === undefined ? fileBeside() : undefined;
  if (file !== undefined) wasm.initSync({ module: file });
  else await wasm.default(source === undefined ? undefined : { module_or_path: source });
  return wasm;
}

/** The bytes of the wasm in Node, Deno and Bun; there is nothing to import for them, so bundlers for the web find nothing. */
function fileBeside(): Uint8Array<ArrayBuffer> | undefined {
  const url = new URL("../wasm/core_bg.wasm", import.meta.url);
  if (url.protocol !== "file:") return undefined;
  return globalThis.process?.getBuiltinModule?.("node:fs")?.readFileSync(url);
}
