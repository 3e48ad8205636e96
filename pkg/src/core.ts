/** Small functions of the core that stand alone. */
import { core } from "./load.js";
import type { Diagnostic, WasmSource } from "./types.js";

/**
 * Loads the core. Never needed in Node; elsewhere only where the wasm file does not stand beside the module.
 *
 * @param source where the wasm is: its URL, its bytes, a compiled module, or a response that holds it. Ignored once the
 * core is loaded or loading.
 * @throws what the platform throws when the file cannot be had; the next call tries again.
 */
export async function init(source?: WasmSource): Promise<void> {
  await core(source);
}

/** Version of the core. */
export async function version(): Promise<string> {
  return (await core()).version();
}

/**
 * The schema that the package brings along, as text. It accepts and refuses what Octane's schema of April 2025 does; the
 * server's own goes before it.
 */
export async function bundledSchema(): Promise<string> {
  return (await core()).bundledSchema();
}

/** A diagnostic as text for eyes: words, and the line of `source` with a caret where it is given. */
export async function renderDiagnostic(diagnostic: Diagnostic, source?: string): Promise<string> {
  return (await core()).renderDiagnostic(JSON.stringify(diagnostic), source);
}
