/** How conflicts between the context and a run's own links are settled. */

import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { LinkPolicy } from "octane-payload";
import type { Actions } from "../actions.js";
import { linkPolicies } from "../rule-form.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

/** The choice. */
export function policies(state: PageState, actions: Actions): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("policy.title")}</legend>
    <p class="hint">${text("policy.hint")}</p>
    <div class="choice-column">${linkPolicies.map((policy) => policyChoice(state, actions, policy))}</div>
  </fieldset>`;
}

function policyChoice({ policies }: PageState, actions: Actions, policy: LinkPolicy): TemplateResult {
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
