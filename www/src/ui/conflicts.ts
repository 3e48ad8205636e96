/** The links on which the report's level and the tests differ: what each says, and what every policy makes of it. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Conflict, LinkKind, LinkPolicy } from "octane-payload";
import type { Actions } from "../actions.js";
import { countsOf, outcomeOf, policiesFor, policyOf } from "../flow/policies.js";
import { linkHeading } from "../link-words.js";
import type { PageState } from "../state.js";
import { text, writtenNumber } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { conflictSource } from "./conflict-source.js";

/** Conflicts of a kind that are shown; the rest is counted. */
const conflictsShown = 50;

/** The panel; the last conversion's conflicts stay in sight while the next one runs. */
export function conflictPanel(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { answer } = state.conversion;
  if (!answer) return nothing;
  const { conflicts } = answer;
  const kinds = [...new Set(conflicts.map(({ kind }) => kind))];
  if (kinds.length === 0)
    return html`<p class="hint">${text("policy.no-conflicts")}</p> ${history(state, actions)}`;
  return html`<section class="conflict-panel" aria-labelledby="conflicts-title">
    <h3 id="conflicts-title">${text("conflict.title", { count: conflicts.length })}</h3>
    <p class="hint">${text("conflict.hint")}</p>
    ${history(state, actions)}
    ${kinds.map((kind) => kindBox(state, actions, kind))}
  </section>`;
}

function history({ policyHistory }: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { past, future } = policyHistory;
  if (past.length + future.length === 0) return nothing;
  return html`<div class="acts">
    <button type="button" class="button small" aria-disabled=${past.length === 0} @click=${() => actions.undoPolicies()}>
      ${text("conflict.undo")}
    </button>
    <button type="button" class="button small" aria-disabled=${future.length === 0} @click=${() => actions.redoPolicies()}>
      ${text("conflict.redo")}
    </button>
  </div>`;
}

function kindBox(state: PageState, actions: Actions, kind: LinkKind): TemplateResult {
  const all = state.conversion.answer?.conflicts ?? [];
  const conflicts = all.filter((conflict) => conflict.kind === kind);
  const chosen = policyOf(state.policies, kind);
  const tests = conflicts.reduce((sum, { runs }) => sum + runs, 0);
  const hidden = conflicts.length - conflictsShown;
  const title = `conflict-${kind}`;
  return html`<div class="card">
    <h4 id=${title}>${linkHeading(kind)} <span class="count">${text("conflict.tests", { count: tests })}</span></h4>
    <fieldset class="choices">
      <legend class="label">${text("conflict.counts")}</legend>
      ${policiesFor(kind).map((policy) => choice(state, actions, { kind, policy, isChosen: policy === chosen, conflicts }))}
    </fieldset>
    <div class="table-frame" role="region" aria-labelledby=${title} tabindex="0">
      ${table(kind, chosen, conflicts.slice(0, conflictsShown), state)}
    </div>
    ${hidden > 0 ? html`<p class="muted">${text("findings.more", { count: hidden })}</p>` : nothing}
  </div>`;
}

interface Choice {
  readonly kind: LinkKind;
  readonly policy: LinkPolicy;
  readonly isChosen: boolean;
  readonly conflicts: readonly Conflict[];
}

function choice(
  { policies }: PageState,
  actions: Actions,
  { kind, policy, isChosen, conflicts }: Choice,
): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name="policy-${kind}"
      value=${policy}
      .checked=${live(isChosen)}
      @change=${() => actions.editPolicies({ ...policies, [kind]: policy })}
    />
    <span>${text(`conflict.${policy}`)} <span class="muted">${counts(conflicts, policy)}</span></span>
  </label>`;
}

/** What the policy leads to, in numbers. */
function counts(conflicts: readonly Conflict[], policy: LinkPolicy): string {
  const { kept, changed, leftOut } = countsOf(conflicts, policy);
  return [
    ...(kept > 0 ? [text("conflict.kept", { count: kept })] : []),
    ...(changed > 0 ? [text("conflict.changed", { count: changed })] : []),
    ...(leftOut > 0 ? [text("conflict.left-out", { count: leftOut })] : []),
  ].join(", ");
}

function table(
  kind: LinkKind,
  chosen: LinkPolicy,
  conflicts: readonly Conflict[],
  state: PageState,
): TemplateResult {
  const policies = policiesFor(kind);
  return html`<table class="conflicts">
    <thead>
      <tr>
        <th scope="col">${text("conflict.report")}</th>
        <th scope="col">${text("conflict.run")}</th>
        <th scope="col" class="number">${text("files.runs")}</th>
        ${policies.map((policy) => html`<th scope="col" data-chosen=${policy === chosen}>${text(`conflict.if.${policy}`)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${conflicts.map((conflict) => row(conflict, policies, chosen, state))}
    </tbody>
  </table>`;
}

function row(
  conflict: Conflict,
  policies: readonly LinkPolicy[],
  chosen: LinkPolicy,
  state: PageState,
): TemplateResult {
  const { report, run, runs, reportSource, runSource } = conflict;
  return html`<tr>
    <td><bdi class="breakable">${visible(report)}</bdi> ${conflictSource(reportSource, conflict, state)}</td>
    <td><bdi class="breakable">${visible(run)}</bdi> ${conflictSource(runSource, conflict, state)}</td>
    <td class="number">${writtenNumber(runs)}</td>
    ${policies.map((policy) => outcome(conflict, policy, policy === chosen))}
  </tr>`;
}

function outcome(conflict: Conflict, policy: LinkPolicy, isChosen: boolean): TemplateResult {
  const words = outcomeOf(conflict, policy);
  return html`<td data-chosen=${isChosen}>
    ${words === undefined ? html`<span class="muted">${text("conflict.none")}</span>` : html`<bdi class="breakable">${visible(words)}</bdi>`}
    ${isChosen ? html`<span class="visually-hidden">${text("conflict.chosen")}</span>` : nothing}
  </td>`;
}
