/** How conflicts between the context and a run's own links are settled, and which there are. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

const policyNames = ["run-wins", "report-wins", "unite", "refuse"] as const;

/** The choice and its effect. */
export function policies(state: PageState, actions: Actions): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("policy.title")}</legend>
    <p class="hint">${text("policy.hint")}</p>
    <div class="choice-column">${policyNames.map((policy) => policyChoice(state, actions, policy))}</div>
    ${effect(state)}
  </fieldset>`;
}

function policyChoice(
  { policies }: PageState,
  actions: Actions,
  policy: (typeof policyNames)[number],
): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name="policy"
      value=${policy}
      .checked=${live(policies.default === policy)}
      @change=${() => actions.editPolicies({ ...policies, default: policy })}
    />
    ${text(`policy.${policy}`)}
  </label>`;
}

function effect({ conversion }: PageState): TemplateResult | typeof nothing {
  const { answer, phase } = conversion;
  if (!answer || phase !== "ready") return nothing;
  const count = answer.conflicts.length;
  return html`<p class="hint">${count === 0 ? text("policy.no-conflicts") : text("policy.conflicts", { count })}</p>`;
}
