/** Payloads against the schema and the documentation, and mended. */
import { bytesOf } from "./content.js";
import { core } from "./load.js";
import { withOptions } from "./options-error.js";
import type { RuleSeverities } from "./rule-options.js";
import { bundled, handleOf, type Schema } from "./schema.js";
import type { Diagnostic, Fix } from "./types.js";

/** How payloads are checked. */
export interface CheckOptions {
  /** What they are validated against. Default: the schema that the package brings along. */
  schema?: Schema;
  /** How much each rule of the documentation matters. Default: each rule's own severity. */
  rules?: RuleSeverities;
}

/** A payload and the name that findings call it by. */
export interface NamedPayload {
  /** As findings call it, in their `file`. */
  name: string;
  /** The document. Text is taken as it is; bytes are read by the encoding that they declare. */
  content: string | Uint8Array;
}

/** What a check comes to. */
export interface PayloadCheck {
  /** Whether the schema accepts every payload. */
  valid: boolean;
  /** What the schema and the rules say, payload by payload in order of the document. */
  diagnostics: Diagnostic[];
}

/** Which fixes are applied. */
export interface FixOptions extends CheckOptions {
  /**
   * `safe` (default): those that keep all that the document says and guess nothing. `all`: those that leave out what
   * cannot be kept, or guess, too.
   */
  fixes?: "safe" | "all";
}

/** A fix that was applied, and the finding that it settled. */
export interface AppliedFix {
  /** Of the finding, as in {@link Diagnostic}. */
  code: string;
  /** What the fix did, in one line. */
  description: string;
  /** Path of what was at fault. */
  path: string;
  /** Line of the finding, counted from 1, in the payload as it was in that round: fixes may move what is behind them. */
  line?: number;
  /** Column in code points, counted from 1. */
  column?: number;
  /** Byte offset in the UTF-8 form, counted from 0. */
  offset?: number;
}

/** A payload as it was mended. */
export interface MendedPayload {
  /** The payload; written as UTF-8, it is what it says it is. */
  document: string;
  /** The first 1000 fixes that were applied. */
  applied: AppliedFix[];
  /** How many there were. */
  count: number;
  /** Whether the schema accepts it now. */
  valid: boolean;
  /** What is left to say. */
  diagnostics: Diagnostic[];
}

/**
 * Checks a payload, or several together, against the schema and the rules of the documentation. A finding has a fix wherever
 * a machine can mend it. Never throws for what is in a payload.
 *
 * @throws OptionsError for a rule that is not known.
 */
export async function checkPayload(
  payloads: string | Uint8Array | Iterable<NamedPayload>,
  options: CheckOptions = {},
): Promise<PayloadCheck> {
  const { Checker } = await core();
  const handle = handleOf(options.schema ?? (await bundled()));
  const checker = withOptions(() => new Checker(handle, JSON.stringify(options.rules ?? {})));
  try {
    const checks = named(payloads).map(
      ({ name, content }) => JSON.parse(checker.check(name, bytesOf(content))) as PayloadCheck,
    );
    const diagnostics = checks.flatMap((check) => check.diagnostics);
    return { valid: checks.every(({ valid }) => valid), diagnostics };
  } finally {
    checker.free();
  }
}

/**
 * The same for payloads that are had one after another: what one of them comes to, as soon as it is checked.
 *
 * @internal
 */
export async function* checkEach(
  payloads: AsyncIterable<NamedPayload>,
  options: CheckOptions = {},
): AsyncGenerator<PayloadCheck & { name: string }> {
  const { Checker } = await core();
  const handle = handleOf(options.schema ?? (await bundled()));
  const checker = withOptions(() => new Checker(handle, JSON.stringify(options.rules ?? {})));
  try {
    for await (const { name, content } of payloads)
      yield { name, ...(JSON.parse(checker.check(name, bytesOf(content))) as PayloadCheck) };
  } finally {
    checker.free();
  }
}

/**
 * Applies the fixes of a payload until none is left. To apply them again changes nothing.
 *
 * @throws OptionsError for a rule that is not known, and for a document that is not of its encoding.
 */
export async function applyFixes(
  payload: string | Uint8Array,
  options: FixOptions = {},
): Promise<MendedPayload> {
  const { mendPayload } = await core();
  const { schema, rules = {}, fixes = "safe" } = options;
  const handle = handleOf(schema ?? (await bundled()));
  const mended = withOptions(() => mendPayload(bytesOf(payload), handle, JSON.stringify(rules), fixes));
  return JSON.parse(mended) as MendedPayload;
}

/**
 * The document with the edits of some fixes, as findings offer them. A fix is applied whole or not at all: of two that touch
 * each other the first is.
 *
 * @throws OptionsError for a document that is not of its encoding.
 */
export async function applyEdits(document: string | Uint8Array, fixes: Iterable<Fix>): Promise<string> {
  const { applyEdits: apply } = await core();
  return withOptions(() => apply(bytesOf(document), JSON.stringify([...fixes])));
}

function named(payloads: string | Uint8Array | Iterable<NamedPayload>): NamedPayload[] {
  const isOne = typeof payloads === "string" || payloads instanceof Uint8Array;
  return isOne ? [{ name: "", content: payloads }] : [...payloads];
}
