/** Reports in, parts out. */
import type { CaseOptions, ShownIdentity } from "./case-options.js";
import { chunks } from "./content.js";
import { type ContextFile, checkContext, type LinkRule } from "./context.js";
import type { ExplainOptions, Explanation } from "./explanation.js";
import { core } from "./load.js";
import { OptionsError, withOptions } from "./options-error.js";
import type { RuleSeverities } from "./rule-options.js";
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
  RuleAccount,
  UnpackLimits,
} from "./types.js";

/** One report, or several, as they come. */
export type Inputs = Input | Iterable<Input> | AsyncIterable<Input>;

/** How far a conversion is. */
export interface ConversionProgress {
  /** The input that is being read. */
  file: string;
  /** Bytes of it that were read, as they came. */
  bytes: number;
  /** Parts that are complete, of all inputs. */
  parts: number;
}

/** Who wins, kind by kind. */
export interface LinkPolicies extends Partial<Record<LinkKind, LinkPolicy>> {
  /** For the kinds that are not named. Default: `run-wins`. */
  default?: LinkPolicy;
}

/** How to convert. */
export interface ConvertOptions extends CaseOptions {
  /**
   * What holds for all runs. What it says of a kind replaces what a report says of all its runs, and what the context file
   * does. Default: nothing holds for all.
   */
  context?: Context;
  /** A context file: what holds for all runs, and rules for some. Default: none. */
  contextFile?: ContextFile;
  /** Rules for some runs, after those of the context file. Default: none. */
  linkRules?: LinkRule[];
  /** Who wins where a report and its runs differ: one policy, or one for each kind. Default: `run-wins`. */
  linkPolicy?: LinkPolicy | LinkPolicies;
  /** What the parts are validated against. Default: the schema that the package brings along. */
  schema?: Schema;
  /** How much each rule of the documentation matters. Default: each rule's own severity. */
  rules?: RuleSeverities;
  /**
   * Whether runs stay as they are: nothing is shortened, and a test that comes twice stands twice. For payloads that are only
   * to be cut, or to have other links. Default: false.
   */
  keepRuns?: boolean;
  /** Runs in one part, from 1 to 1000. Default: 1000, Octane's own limit. */
  runsPerPart?: number;
  /**
   * Bytes of one part that are not passed, unless a single run is larger. Default: 20,000,000; at most 100,000,000, which
   * is the server's own default.
   */
  bytesPerPart?: number;
  /** What stands in the place of characters that XML does not allow. Default: U+FFFD, and nothing for ANSI escape sequences. */
  illegalCharacters?: IllegalCharacters;
  /** Bounds for what is unpacked from gzip files and zip archives, against bombs. Default: each bound's own. */
  unpackLimits?: UnpackLimits;
  /** Whether parts tell where in the reports the cases of their runs stand. Default: false. */
  origins?: boolean;
  /** Told after each chunk of at most 64 KiB; what it throws ends the conversion. Default: nobody is. */
  onProgress?: (progress: ConversionProgress) => void;
  /** Stops the conversion: it throws the signal's reason. Default: nothing does. */
  signal?: AbortSignal;
}

/** What became of the reports. */
export interface ConversionSummary {
  /** Each report in numbers. */
  inputs: ConvertedInput[];
  /** Where reports and their runs differed, grouped. */
  conflicts: Conflict[];
  /** How many tests each rule chose: those of the context file, then those of `linkRules`. */
  rules: RuleAccount[];
  /** Why tests are linked to what they are linked to; for those that {@link explain} asks for. */
  explanations: Explanation[];
  /** Which tests the first cases are, as the options have it and under each preset. */
  identities: ShownIdentity[];
  /** What there is to say about the reports; what the schema says stands with each part. */
  diagnostics: Diagnostic[];
}

/** The parts, and what became of the reports. */
export interface Conversion extends ConversionSummary {
  /** In the order of the runs; each can be sent by itself. */
  parts: Part[];
}

/**
 * Converts reports to payloads of at most 1000 runs each, validated against the schema.
 *
 * Never throws for what is in a report: that is a diagnostic.
 *
 * @throws OptionsError for options that are not known and for a context file with faults, TypeError for content of a wrong
 * type, RangeError for `runsPerPart` and `bytesPerPart`.
 */
export async function convert(inputs: Inputs, options: ConvertOptions = {}): Promise<Conversion> {
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
  inputs: Inputs,
  options: ConvertOptions = {},
): AsyncGenerator<Part, ConversionSummary> {
  const { signal, schema, origins = false, onProgress, ...plain } = options;
  checkLimit("runsPerPart", plain.runsPerPart, 1000);
  checkLimit("bytesPerPart", plain.bytesPerPart, 100_000_000);
  await checkContextFile(plain.contextFile);
  signal?.throwIfAborted();
  const { Conversion: CoreConversion } = await core();
  const handle = handleOf(schema ?? (await bundled()));
  const conversion = withOptions(() => new CoreConversion(JSON.stringify(plain), handle));
  const told = { file: "", bytes: 0, parts: 0 };
  try {
    for await (const input of each(inputs)) {
      Object.assign(told, { file: input.name, bytes: 0 });
      if (input.optional) conversion.beginOptional(input.name);
      else conversion.begin(input.name);
      for await (const chunk of chunks(input.content, signal)) {
        conversion.push(chunk);
        told.bytes += chunk.length;
        yield* complete(conversion, origins, told);
        onProgress?.({ ...told });
      }
      conversion.end();
    }
    conversion.finish();
    yield* complete(conversion, origins, told);
    return JSON.parse(conversion.summary()) as ConversionSummary;
  } finally {
    conversion.free();
  }
}

/**
 * The same as a stream of the platform, which may be sent through others; each part is made when it is asked for.
 *
 * @throws what {@link convert} throws, as the stream's error.
 */
export function partStream(inputs: Inputs, options: ConvertOptions = {}): ReadableStream<Part> {
  const parts = convertParts(inputs, options);
  return new ReadableStream<Part>(
    {
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return(undefined as never);
      },
    },
    { highWaterMark: 0 },
  );
}

function each(inputs: Inputs): Iterable<Input> | AsyncIterable<Input> {
  return Symbol.iterator in inputs || Symbol.asyncIterator in inputs ? inputs : [inputs];
}

/**
 * Why tests are linked to what they are linked to: for each kind of link what every source says, from the first to the
 * last, the policy that settled it, and what comes of it. No part is kept.
 *
 * @throws what {@link convert} throws.
 */
export async function explain(
  inputs: Inputs,
  { when, limit, ...options }: ConvertOptions & ExplainOptions = {},
): Promise<Explanation[]> {
  const wanted = { ...options, explain: { ...(when && { when }), ...(limit && { limit }) } };
  const stream = convertParts(inputs, wanted);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) return next.value.explanations;
  }
}

interface CorePart {
  summary(): string;
  origins(): Float64Array;
  takeBytes(): Uint8Array;
  free(): void;
}

function* complete(
  conversion: { takePart(): CorePart | undefined },
  hasOrigins: boolean,
  told: ConversionProgress,
): Generator<Part> {
  for (let part = conversion.takePart(); part !== undefined; part = conversion.takePart()) {
    told.parts += 1;
    try {
      const summary = JSON.parse(part.summary()) as Omit<Part, "bytes" | "origins">;
      const origins = hasOrigins ? { origins: part.origins() } : {};
      yield { ...summary, ...origins, bytes: part.takeBytes() };
    } finally {
      part.free();
    }
  }
}

function checkLimit(name: string, value: number | undefined, most: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= most)) {
    throw new RangeError(`${name} must be a whole number from 1 to ${most}, not ${value}`);
  }
}

async function checkContextFile(file: ContextFile | undefined): Promise<void> {
  const faults = file === undefined ? [] : await checkContext(file);
  const [first] = faults;
  if (first !== undefined) throw new OptionsError(`context file: ${first.message}`, { diagnostics: faults });
}
