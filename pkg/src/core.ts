/** Small functions of the core that stand alone. */
import { core } from "./load.js";
import type { Diagnostic } from "./types.js";

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
