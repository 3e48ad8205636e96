/** Who wins where report and runs differ: chosen, undone and done again. Pure: state in, state out. */

import type { Conflict, LinkKind, LinkPolicy } from "octane-payload";
import { outdated } from "../flow.js";
import type { LinkPolicies } from "../protocol.js";
import { isSingle } from "../rule-form.js";
import type { PageState } from "../state.js";

/** Choices that can be undone. */
const most = 100;

/** Settles conflicts in another way. */
export function choosePolicies(state: PageState, policies: LinkPolicies): PageState {
  const past = [...state.policyHistory.past, state.policies].slice(-most);
  return outdated({ ...state, policies, policyHistory: { past, future: [] } });
}

/** Takes the last choice back. */
export function undoPolicies(state: PageState): PageState {
  const { past, future } = state.policyHistory;
  const policies = past.at(-1);
  if (!policies) return state;
  const policyHistory = { past: past.slice(0, -1), future: [state.policies, ...future] };
  return outdated({ ...state, policies, policyHistory });
}

/** Makes the choice again that was taken back last. */
export function redoPolicies(state: PageState): PageState {
  const { past, future } = state.policyHistory;
  const [policies, ...rest] = future;
  if (!policies) return state;
  return outdated({ ...state, policies, policyHistory: { past: [...past, state.policies], future: rest } });
}

/** The policies that lead to different things for a kind: a test with one link at most cannot have both. */
export function policiesFor(kind: LinkKind): readonly LinkPolicy[] {
  return isSingle(kind)
    ? ["run-wins", "report-wins", "refuse"]
    : ["run-wins", "report-wins", "unite", "refuse"];
}

/** The policy that settles a kind, as one of those that it has. */
export function policyOf(policies: LinkPolicies, kind: LinkKind): LinkPolicy {
  const policy = policies[kind] ?? policies.default;
  return policiesFor(kind).includes(policy) ? policy : "run-wins";
}

/** What the tests of a conflict are linked to under a policy, in words; nothing where they are left out. */
export function outcomeOf({ run, report, united }: Conflict, policy: LinkPolicy): string | undefined {
  if (policy === "refuse") return undefined;
  if (policy === "report-wins") return report;
  return policy === "unite" ? (united ?? run) : run;
}

/** What a policy does to the tests of some conflicts: how many keep their link, get another, or are left out. */
export function countsOf(conflicts: readonly Conflict[], policy: LinkPolicy): PolicyCounts {
  const counts = { kept: 0, changed: 0, leftOut: 0 };
  for (const conflict of conflicts) {
    const outcome = outcomeOf(conflict, policy);
    const effect = outcome === undefined ? "leftOut" : outcome === conflict.run ? "kept" : "changed";
    counts[effect] += conflict.runs;
  }
  return counts;
}

/** Tests by what becomes of the link that they have of their own. */
export interface PolicyCounts {
  readonly kept: number;
  readonly changed: number;
  readonly leftOut: number;
}
