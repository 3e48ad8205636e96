/** How conflicts between the context and a run's own links are settled. */

import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

const policyNames = ["run-wins", "report-wins", "unite", "refuse"] as const;

/** The choice. */
export function policies(state: PageState, actions: Actions): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("policy.title")}</legend>
    <p class="hint">${text("policy.hint")}</p>
    <div class="choice-column">${policyNames.map((policy) => policyChoice(state, actions, policy))}</div>
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
