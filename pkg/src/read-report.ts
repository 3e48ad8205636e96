/** Reports as data: the runs that stand in them, before anything is linked, fitted or cut. */
import type { CaseOptions } from "./case-options.js";
import { type ConvertOptions, convertParts, type Inputs } from "./convert.js";
import { parsePayload, type Run } from "./payload.js";
import type { ConvertedInput, Diagnostic } from "./types.js";

/** How reports are read. */
export type ReadOptions = Omit<CaseOptions, "fit" | "duplicates"> &
  Pick<ConvertOptions, "illegalCharacters" | "unpackLimits" | "signal" | "onProgress">;

/** What became of reports that were read. */
export interface ReadingSummary {
  /** Each report in numbers. */
  inputs: ConvertedInput[];
  /** What there is to say about the reports. */
  diagnostics: Diagnostic[];
}

/** Reports as data. */
export interface ReadReport extends ReadingSummary {
  /** Every case as a run, in the order of the reports, with all that it is linked to. */
  runs: Run[];
}

/**
 * Reads reports of any format as data. Nothing is shortened or left out that the schema would not take, and a test that comes
 * twice stands twice: {@link buildPayload} writes what is made of it.
 *
 * Never throws for what is in a report: that is a diagnostic.
 *
 * @throws what {@link convert} throws.
 */
export async function readReport(inputs: Inputs, options: ReadOptions = {}): Promise<ReadReport> {
  const runs: Run[] = [];
  const stream = readRuns(inputs, options);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) return { ...next.value, runs };
    runs.push(next.value);
  }
}

/**
 * The same as a stream: yields run by run, and returns what became of the reports. Memory holds at most 1000 runs.
 *
 * @throws what {@link convert} throws.
 */
export async function* readRuns(
  inputs: Inputs,
  options: ReadOptions = {},
): AsyncGenerator<Run, ReadingSummary> {
  const parts = convertParts(inputs, { ...options, keepRuns: true });
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) return { inputs: next.value.inputs, diagnostics: next.value.diagnostics };
    yield* await wholeRuns(next.value.bytes);
  }
}

/** The runs of a payload; what stands there once for all of them stands with each. */
async function wholeRuns(payload: Uint8Array): Promise<Run[]> {
  const { context, runs } = await parsePayload(payload);
  const { build: _, ...shared } = context;
  const isLinked = Object.keys(shared).length > 0;
  return isLinked ? runs.map((run) => ({ ...run, links: { ...shared, ...run.links } })) : runs;
}
