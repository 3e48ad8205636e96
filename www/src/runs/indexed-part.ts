/**
 * A part as the index knows it. Per run it holds one byte; names and places are with the browser, which keeps them as it keeps
 * the part itself.
 */

import type { Diagnostic, Part } from "octane-payload";
import { scanRuns } from "./scan.js";

/** Runs in a row that are of one report. */
export interface Span {
  /** Position of the report among the inputs. */
  readonly input: number;
  readonly runs: number;
  /** The smallest and the largest offset of their cases in the report. */
  readonly from: number;
  readonly to: number;
}

/** A part. */
export interface IndexedPart {
  readonly index: number;
  /** The number of its first run, counted over all parts. */
  readonly first: number;
  readonly runs: number;
  readonly content: Blob;
  readonly statuses: Uint8Array;
  readonly names: Blob;
  readonly spans: readonly Span[];
  readonly diagnostics: readonly Diagnostic[];
  /** Four numbers for each run, as the core gives them. */
  readonly origins: Blob;
}

/** The place of a case. */
export interface Origin {
  readonly input: number;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Reads a part once; `first` is the number of its first run. */
export function indexPart(part: Part, content: Blob, first: number): IndexedPart {
  const { index, bytes, diagnostics, origins = new Float64Array() } = part;
  const { statuses, names } = scanRuns(new TextDecoder().decode(bytes));
  return {
    index,
    first,
    runs: statuses.length,
    content,
    statuses,
    names: new Blob([names]),
    spans: spansOf(origins),
    diagnostics,
    origins: new Blob([origins as BlobPart]),
  };
}

/** Where the cases of a part's runs stand, in the order of the runs. */
export async function originsOf(part: IndexedPart): Promise<Origin[]> {
  const numbers = new Float64Array(await part.origins.arrayBuffer());
  return Array.from({ length: numbers.length / 4 }, (_, run) => originAt(numbers, run));
}

function originAt(numbers: Float64Array, run: number): Origin {
  const [input = 0, line = 0, column = 0, offset = 0] = numbers.subarray(run * 4, run * 4 + 4);
  return { input, line, column, offset };
}

function spansOf(numbers: Float64Array): Span[] {
  const spans: Span[] = [];
  for (let run = 0; run < numbers.length / 4; run += 1) {
    const { input, offset } = originAt(numbers, run);
    const last = spans.at(-1);
    if (last?.input === input) spans[spans.length - 1] = extended(last, offset);
    else spans.push({ input, runs: 1, from: offset, to: offset });
  }
  return spans;
}

function extended({ input, runs, from, to }: Span, offset: number): Span {
  return { input, runs: runs + 1, from: Math.min(from, offset), to: Math.max(to, offset) };
}
