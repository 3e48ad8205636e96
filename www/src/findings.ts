/**
 * The findings of readers, rules and schema as one list, and the place that each of them is about.
 *
 * Owns the order of the list and the choice of the document to show. Knows no words.
 */

import type { Diagnostic } from "octane-payload";
import type { ConvertAnswer } from "./protocol.js";

/** Which document a finding is about: a report by its name, or a part of the payload by its position. */
export type FindingPlace =
  | { readonly document: "report"; readonly name: string }
  | { readonly document: "part"; readonly index: number }
  | { readonly document: "none" };

/** A diagnostic and the document it is about. */
export interface Finding {
  readonly diagnostic: Diagnostic;
  readonly place: FindingPlace;
}

/** How many findings there are of each severity. */
export type FindingCounts = Readonly<Record<Diagnostic["severity"], number>>;

const weight = { error: 0, warning: 1, info: 2 } as const;

const known = new WeakMap<object, readonly Finding[]>();

/** All findings of a conversion: errors first, then in the order of the documents. Put together once for each. */
export function findingsOf(conversion: Pick<ConvertAnswer, "diagnostics" | "parts">): readonly Finding[] {
  const findings = known.get(conversion) ?? gathered(conversion);
  known.set(conversion, findings);
  return findings;
}

function gathered(conversion: Pick<ConvertAnswer, "diagnostics" | "parts">): Finding[] {
  const ofReports = conversion.diagnostics.map(ofReport);
  const ofParts = conversion.parts.flatMap((part, index) =>
    part.diagnostics.map((diagnostic): Finding => ({ diagnostic, place: { document: "part", index } })),
  );
  return [...ofReports, ...ofParts].sort(
    (a, b) => weight[a.diagnostic.severity] - weight[b.diagnostic.severity],
  );
}

/** How many findings of each severity are in a list. */
export function countFindings(diagnostics: readonly Diagnostic[]): FindingCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

function ofReport(diagnostic: Diagnostic): Finding {
  const { file } = diagnostic;
  return {
    diagnostic,
    place: file === undefined ? { document: "none" } : { document: "report", name: file },
  };
}
