/** Payloads of data. */
import { core } from "./load.js";
import { withOptions } from "./options-error.js";
import type { Run } from "./payload.js";
import { bundled, type Schema } from "./schema.js";
import type { Context, Diagnostic } from "./types.js";

/** What a payload is built of; what {@link parsePayload} gives is such a thing. */
export interface PayloadParts {
  /** What holds for all runs. Default: nothing. */
  context?: Context;
  /** The runs, in the order in which they are to stand. */
  runs: Iterable<Run>;
}

/** How a payload is built. */
export interface BuildOptions {
  /** What it is validated against. Default: the schema that the package brings along. */
  schema?: Schema;
  /** Stops the validation: it throws the signal's reason. Default: nothing does. */
  signal?: AbortSignal;
}

/** A payload, and what the schema says of it. */
export interface BuiltPayload {
  /** The payload, exactly as it was validated. */
  bytes: Uint8Array;
  /** Whether the schema accepts it. */
  valid: boolean;
  /** What the schema says, with places in `bytes`. */
  diagnostics: Diagnostic[];
}

/**
 * Writes a payload of data, as it is: {@link resolveLinks} settles its links, and {@link splitPayload} cuts it into parts that
 * Octane takes.
 *
 * @throws OptionsError where the data is of another form: a field that is not known, one that is missing, a wrong type.
 */
export async function buildPayload(payload: PayloadParts, options: BuildOptions = {}): Promise<BuiltPayload> {
  const { writePayload } = await core();
  const { context = {}, runs } = payload;
  const bytes = withOptions(() => writePayload(JSON.stringify({ context, runs: [...runs] })));
  const { schema = await bundled(), ...rest } = options;
  const { valid, diagnostics } = await schema.validate(bytes, rest);
  return { bytes, valid, diagnostics };
}
