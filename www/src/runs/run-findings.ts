/** Which runs the findings are about: a finding names a place, and a run has one in its report and one in its part. */

import type { Diagnostic } from "octane-payload";
import { type IndexedPart, type Origin, originsOf } from "./indexed-part.js";

/** The findings by the number of their run. */
export type RunFindings = ReadonlyMap<number, readonly Diagnostic[]>;

/** Finds the runs of findings. What is about no run, such as a case that became none, is left out. */
export async function locateFindings(
  parts: readonly IndexedPart[],
  files: readonly string[],
  diagnostics: readonly Diagnostic[],
): Promise<RunFindings> {
  const found = new Map<number, Diagnostic[]>();
  const add = (run: number, diagnostic: Diagnostic) => {
    const known = found.get(run);
    if (known) known.push(diagnostic);
    else found.set(run, [diagnostic]);
  };
  for (const part of parts) {
    for (const diagnostic of part.diagnostics) {
      const position = positionIn(diagnostic);
      if (position !== undefined) add(part.first + position, diagnostic);
    }
  }
  const inputs = new Map(files.map((file, input) => [file, input]));
  for (const [part, wanted] of byPart(parts, inputs, diagnostics)) {
    const origins = await originsOf(part);
    for (const { input, diagnostic } of wanted) {
      const run = runAt(origins, input, diagnostic);
      if (run !== undefined) add(part.first + run, diagnostic);
    }
  }
  return found;
}

const position = /^\/test_result\/test_runs\/(?:gherkin_)?test_run(?:\[(\d+)\])?/;

/** The run of a part that one of its own findings is about, counted from 0. */
function positionIn({ path }: Diagnostic): number | undefined {
  const found = position.exec(path);
  return found ? Number(found[1] ?? 1) - 1 : undefined;
}

interface Wanted {
  readonly input: number;
  readonly diagnostic: Diagnostic;
}

/** The findings by the part that their run can be in, so that the places of each part are read once. */
function byPart(
  parts: readonly IndexedPart[],
  inputs: ReadonlyMap<string, number>,
  diagnostics: readonly Diagnostic[],
): Map<IndexedPart, Wanted[]> {
  const wanted = new Map<IndexedPart, Wanted[]>();
  for (const diagnostic of diagnostics) {
    const input = inputs.get(diagnostic.file ?? "");
    if (input === undefined || diagnostic.offset === undefined) continue;
    const part = partOf(parts, input, diagnostic);
    if (part) wanted.set(part, [...(wanted.get(part) ?? []), { input, diagnostic }]);
  }
  return wanted;
}

/** The part whose runs of that report stand around the place, or next before it. */
function partOf(
  parts: readonly IndexedPart[],
  input: number,
  { offset = 0 }: Diagnostic,
): IndexedPart | undefined {
  let best: IndexedPart | undefined;
  let nearest = -1;
  for (const part of parts) {
    for (const { input: own, from } of part.spans) {
      if (own !== input || from > offset || from <= nearest) continue;
      best = part;
      nearest = from;
    }
  }
  return best;
}

/**
 * The run whose case stands exactly there. The schema's findings about a report that is a payload point into the case: to the
 * last case before them.
 */
function runAt(origins: readonly Origin[], input: number, { offset, code }: Diagnostic): number | undefined {
  const isThere = (origin: Origin) => origin.input === input && origin.line > 0;
  const exact = origins.findIndex((origin) => isThere(origin) && origin.offset === offset);
  if (exact >= 0) return exact;
  if (!code.startsWith("cvc-")) return undefined;
  const before = origins.findLastIndex((origin) => isThere(origin) && origin.offset <= (offset ?? 0));
  return before < 0 ? undefined : before;
}
