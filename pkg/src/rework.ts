/** Payloads that exist already: cut into parts, and with their links settled. The runs stay as they are. */
import { type ConvertOptions, convert } from "./convert.js";
import type { Conflict, Diagnostic, Part } from "./types.js";

/** How a payload is cut. */
export type SplitOptions = Pick<ConvertOptions, "schema" | "runsPerPart" | "bytesPerPart" | "signal">;

/** How the links of a payload are settled. */
export type ResolveOptions = SplitOptions &
  Pick<ConvertOptions, "context" | "contextFile" | "linkRules" | "linkPolicy" | "rules">;

/** The parts of a payload. */
export interface SplitPayload {
  /** Each is a payload of its own, in normal form: no kind of link stands both on the report and on a run. */
  parts: Part[];
  /** What there is to say about the payload; what the schema says stands with each part. */
  diagnostics: Diagnostic[];
}

/** A payload whose links are settled. */
export interface ResolvedLinks extends SplitPayload {
  /** Where the report and its runs differed, grouped. */
  conflicts: Conflict[];
}

/**
 * Settles the links of a payload by rules and policies, and writes it in normal form, so that it means the same under every
 * rule that a server may have. Gherkin runs and plain runs, and Gherkin runs with different links, come in parts of their
 * own, because the schema does not let them mix.
 *
 * @throws what {@link convert} throws.
 */
export async function resolveLinks(
  payload: string | Uint8Array,
  options: ResolveOptions = {},
): Promise<ResolvedLinks> {
  const input = { name: "payload.xml", content: payload };
  const { parts, conflicts, diagnostics } = await convert(input, { ...options, keepRuns: true });
  return { parts, conflicts, diagnostics };
}

/**
 * Cuts a payload into parts of at most so many runs and bytes. The same payload gives the same parts with the same bytes, and
 * a run that changes changes its own part only.
 *
 * @throws what {@link convert} throws.
 */
export async function splitPayload(
  payload: string | Uint8Array,
  options: SplitOptions = {},
): Promise<SplitPayload> {
  const { parts, diagnostics } = await resolveLinks(payload, options);
  return { parts, diagnostics };
}
