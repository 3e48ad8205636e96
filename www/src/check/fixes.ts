/** Which fixes of the findings can be made here, and what each of them changes. Pure. */

import type { Fix, LinkKind, LinkPolicy } from "octane-payload";
import { type Finding, findingsOf } from "../findings.js";
import type { ConvertAnswer, LinkPolicies } from "../protocol.js";
import type { PageState, Report } from "../state.js";

/** What a fix changes: a report that is a payload itself, or how conflicts are settled. The payload follows from both. */
export type Remedy =
  | { readonly report: Report; readonly fix: Fix }
  | { readonly policies: LinkPolicies; readonly fix: Fix };

/** The remedy of a finding; none where nothing can be done here. */
export function remedyOf(state: PageState, { diagnostic: { fix }, place }: Finding): Remedy | undefined {
  if (!fix) return undefined;
  if (fix.option) return ofPolicy(state, fix, fix.option);
  if (place.document !== "report" || fix.edits.length === 0) return undefined;
  const report = state.reports.find(({ name }) => name === place.name);
  return report ? { report, fix } : undefined;
}

/** The reports that are payloads and have a finding with a safe fix. */
export function safelyMended({ reports, conversion }: PageState): readonly Report[] {
  const { answer } = conversion;
  return answer ? reports.filter(({ name }) => safeNames(answer).has(name)) : [];
}

const names = new WeakMap<ConvertAnswer, ReadonlySet<string>>();

function safeNames(answer: ConvertAnswer): ReadonlySet<string> {
  const known = names.get(answer) ?? new Set(findingsOf(answer).flatMap(safeName));
  names.set(answer, known);
  return known;
}

function safeName({ diagnostic: { fix }, place }: Finding): string[] {
  return fix?.safe && fix.edits.length > 0 && place.document === "report" ? [place.name] : [];
}

const policies: readonly string[] = ["run-wins", "report-wins", "unite", "refuse"] satisfies LinkPolicy[];

function ofPolicy(
  state: PageState,
  fix: Fix,
  { name, value }: { name: string; value: string },
): Remedy | undefined {
  const kind = /^linkPolicy\.(\w+)$/.exec(name)?.[1];
  if (kind === undefined || !policies.includes(value)) return undefined;
  return { policies: { ...state.policies, [kind as LinkKind]: value as LinkPolicy }, fix };
}
