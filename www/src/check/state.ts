/** What the page shows on the Check step: which finding, which document at which place, and fixes on trial. Pure. */

import type { Diagnostic, ElementDescription } from "octane-payload";
import { type Finding, findingsOf } from "../findings.js";
import type { ConvertAnswer, Failure, LinkPolicies } from "../protocol.js";
import type { Mending } from "./messages.js";
import { type LookedAt, ownPlace, type Place, startOfPart } from "./places.js";

/** A severity, or all of them. */
export type SeverityFilter = Diagnostic["severity"] | "all";

/** Findings that are listed at a time. */
export const findingsListed = 100;

/** What an undo puts back. */
export type Undo = Pick<FixOnTrial, "description"> &
  (
    | { readonly reports: readonly { readonly id: number; readonly content: Blob }[] }
    | { readonly policies: LinkPolicies }
  );

/** A fix that is shown before it is made. */
export interface FixOnTrial {
  /** In the core's words; absent for all safe fixes of all reports. */
  readonly description?: string | undefined;
  /** What becomes of the reports; absent until it is there, and for a fix that changes an option. */
  readonly mendings?: readonly Mending[] | undefined;
  /** The policies as they are to be; absent for a fix of reports. */
  readonly policies?: LinkPolicies | undefined;
  readonly failure?: Failure | undefined;
}

/** The Check step. */
export interface CheckState {
  readonly severity: SeverityFilter;
  /** Position of the first finding that is listed. */
  readonly firstListed: number;
  /** The chosen finding, by its number among all findings. */
  readonly chosen?: number | undefined;
  /** Where else the chosen finding is: in its report, its part, or the schema. */
  readonly others: readonly Place[];
  /** What is looked at. */
  readonly place: Place;
  /** The text around the place that was read last; that of `place` once it is there. */
  readonly looked?: LookedAt | undefined;
  /** The element at the caret, and what the schema allows there; nothing where it knows no such element. */
  readonly element?:
    | { readonly path: readonly string[]; readonly described: ElementDescription | undefined }
    | undefined;
  readonly trial?: FixOnTrial | undefined;
  /** What can be put back, the last first. */
  readonly undos: readonly Undo[];
}

/** The step as it is first seen. */
export const firstCheck: CheckState = {
  severity: "all",
  firstListed: 0,
  others: [],
  place: startOfPart(0),
  undos: [],
};

/** A finding and its number among all. */
export interface NumberedFinding {
  readonly number: number;
  readonly finding: Finding;
}

/** The findings that the filter lets through, most severe first. */
export function listed(answer: ConvertAnswer, severity: SeverityFilter): readonly NumberedFinding[] {
  const lists = numbered.get(answer) ?? new Map<SeverityFilter, NumberedFinding[]>();
  numbered.set(answer, lists);
  const known = lists.get(severity);
  if (known) return known;
  const all = findingsOf(answer).map((finding, number) => ({ number, finding }));
  const list = all.filter(({ finding }) => severity === "all" || finding.diagnostic.severity === severity);
  lists.set(severity, list);
  return list;
}

const numbered = new WeakMap<ConvertAnswer, Map<SeverityFilter, NumberedFinding[]>>();

/** A new conversion: its first finding is chosen, or the payload is looked at from its start. */
export function checkOf(check: CheckState, answer: ConvertAnswer): CheckState {
  const { severity, undos } = check;
  const last = answer.parts.length - 1;
  const part =
    check.place.document.kind === "part" ? Math.max(0, Math.min(check.place.document.index, last)) : 0;
  const fresh: CheckState = { severity, undos, firstListed: 0, others: [], place: startOfPart(part) };
  const [first] = listed(answer, severity);
  return first ? chosenIn(fresh, answer, first.number) : fresh;
}

/** Chooses a finding; its place is looked at, and it is among those that are listed. */
export function chosenIn(check: CheckState, answer: ConvertAnswer, chosen: number): CheckState {
  const list = listed(answer, check.severity);
  const position = list.findIndex(({ number }) => number === chosen);
  const finding = findingsOf(answer)[chosen];
  if (!finding) return check;
  const isListed = position >= check.firstListed && position < check.firstListed + findingsListed;
  const firstListed = isListed ? check.firstListed : Math.max(0, position - (position % findingsListed));
  const place = ownPlace(finding) ?? check.place;
  return { ...check, chosen, firstListed, place, others: [], trial: undefined };
}

/** The next finding of the list, or the one before; the first after the last. */
export function steppedIn(check: CheckState, answer: ConvertAnswer, by: 1 | -1): CheckState {
  const list = listed(answer, check.severity);
  if (list.length === 0) return check;
  const position = list.findIndex(({ number }) => number === check.chosen);
  const from = position < 0 && by < 0 ? 0 : position;
  const next = list[(from + by + list.length) % list.length];
  return next ? chosenIn(check, answer, next.number) : check;
}

/** Lists the findings of one severity, or all. */
export function filteredBy(check: CheckState, severity: SeverityFilter): CheckState {
  return { ...check, severity, firstListed: 0 };
}

/** Looks at a place; the chosen finding stays chosen. */
export function lookedFrom(check: CheckState, place: Place): CheckState {
  return { ...check, place, element: undefined };
}

/** The chosen finding. */
export function chosenFinding(
  { chosen }: CheckState,
  answer: ConvertAnswer | undefined,
): Finding | undefined {
  return answer && chosen !== undefined ? findingsOf(answer)[chosen] : undefined;
}
