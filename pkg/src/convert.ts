/** Reports in, parts out. */
import type { CaseOptions, ShownIdentity } from "./case-options.js";
import { chunks } from "./content.js";
import { core } from "./load.js";
import { bundled, handleOf, type Schema } from "./schema.js";
import type {
  Conflict,
  Context,
  ConvertedInput,
  Diagnostic,
  IllegalCharacters,
  Input,
  LinkKind,
  LinkPolicy,
  Part,
  UnpackLimits,
} from "./types.js";

/** How to convert. */
export interface ConvertOptions extends CaseOptions {
  /** What holds for all runs. What it says of a kind replaces what a report says of all its runs. */
  context?: Context;
  /** Who wins where a report and its runs differ: one policy, or one for each kind. Default: `run-wins`. */
  linkPolicy?: LinkPolicy | (Partial<Record<LinkKind, LinkPolicy>> & { default?: LinkPolicy });
  /** What the parts are validated against. Default: the schema that the package brings along. */
  schema?: Schema;
  /** Runs in one part, from 1 to 1000. Default: 1000, Octane's own limit. */
  runsPerPart?: number;
  /** What stands in the place of characters that XML does not allow. */
  illegalCharacters?: IllegalCharacters;
  /** Bounds for what is unpacked from gzip files and zip archives. */
  unpackLimits?: UnpackLimits;
  /** Stops the conversion: it throws the signal's reason. */
  signal?: AbortSignal;
}

/** What became of the reports. */
export interface ConversionSummary {
  /** Each report in numbers. */
  inputs: ConvertedInput[];
  /** Where reports and their runs differed, grouped. */
  conflicts: Conflict[];
  /** Which tests the first cases are, as the options have it and under each preset. */
  identities: ShownIdentity[];
  /** What there is to say about the reports; what the schema says stands with each part. */
  diagnostics: Diagnostic[];
}

/** The parts, and what became of the reports. */
export interface Conversion extends ConversionSummary {
  parts: Part[];
}

/**
 * Converts reports to payloads of at most 1000 runs each, validated against the schema.
 *
 * Never throws for what is in a report: that is a diagnostic.
 *
 * @throws OptionsError for options that are not known, TypeError for content of a wrong type, RangeError for `runsPerPart`.
 */
export async function convert(
  inputs: Input | Iterable<Input>,
  options: ConvertOptions = {},
): Promise<Conversion> {
  const parts: Part[] = [];
  const stream = convertParts(inputs, options);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) return { ...next.value, parts };
    parts.push(next.value);
  }
}

/**
 * The same as a stream: yields each part as soon as it is complete, and returns what became of the reports. Memory holds
 * one part, not one report.
 */
export async function* convertParts(
  inputs: Input | Iterable<Input>,
  options: ConvertOptions = {},
): AsyncGenerator<Part, ConversionSummary> {
  const { signal, schema, ...plain } = options;
  checkRunsPerPart(plain.runsPerPart);
  signal?.throwIfAborted();
  const { Conversion: CoreConversion } = await core();
  const handle = handleOf(schema ?? (await bundled()));
  const conversion = withOptions(() => new CoreConversion(JSON.stringify(plain), handle));
  try {
    for (const input of Symbol.iterator in inputs ? inputs : [inputs]) {
      if (input.optional) conversion.beginOptional(input.name);
      else conversion.begin(input.name);
      for await (const chunk of chunks(input.content, signal)) {
        conversion.push(chunk);
        yield* complete(conversion);
      }
      conversion.end();
    }
    conversion.finish();
    yield* complete(conversion);
    return JSON.parse(conversion.summary()) as ConversionSummary;
  } finally {
    conversion.free();
  }
}

/** An option that is not known, or has a value that it cannot have. The message says which. */
export class OptionsError extends TypeError {
  override readonly name = "OptionsError";
}

/** The core reads the options, and says what is wrong with them; a trap of WebAssembly is something else. */
function withOptions<T>(begin: () => T): T {
  try {
    return begin();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof WebAssembly.RuntimeError) throw error;
    throw new OptionsError(error.message.replace(/ at line \d+ column \d+$/, ""), { cause: error });
  }
}

interface CorePart {
  summary(): string;
  takeBytes(): Uint8Array;
  free(): void;
}

function* complete(conversion: { takePart(): CorePart | undefined }): Generator<Part> {
  for (let part = conversion.takePart(); part !== undefined; part = conversion.takePart()) {
    try {
      yield { ...(JSON.parse(part.summary()) as Omit<Part, "bytes">), bytes: part.takeBytes() };
    } finally {
      part.free();
    }
  }
}

function checkRunsPerPart(runs: number | undefined): void {
  if (runs !== undefined && !(Number.isInteger(runs) && runs >= 1 && runs <= 1000)) {
    throw new RangeError(`runsPerPart must be a whole number from 1 to 1000, not ${runs}`);
  }
}
