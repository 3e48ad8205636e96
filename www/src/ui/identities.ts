/** The first cases under each preset of identities, with the choice among the presets. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { IdentityPreset, ShownIdentity, TestIdentity } from "octane-payload";
import type { Actions } from "../actions.js";
import { editPreset, hasTemplates, presets, templatesOf } from "../case-form.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";

/** The presets as rows; behind each, what it makes of the first cases. */
export function identityTable(state: PageState, actions: Actions): TemplateResult {
  const shown = state.conversion.answer?.identities ?? [];
  const chosen = templatesOf(state.cases).preset ?? "collection-tool";
  return html`<div class="table-frame" role="region" aria-label=${text("cases.identity")} tabindex="0">
    <table class="identities">
      <tbody>
        ${presets.map((preset) => presetRow(preset, preset === chosen, { state, actions, shown }))}
        ${hasTemplates(state.cases) && shown.length > 0 ? templateRow(shown) : nothing}
      </tbody>
    </table>
  </div>`;
}

interface Surroundings {
  readonly state: PageState;
  readonly actions: Actions;
  readonly shown: readonly ShownIdentity[];
}

function presetRow(
  preset: IdentityPreset,
  isChosen: boolean,
  { state, actions, shown }: Surroundings,
): TemplateResult {
  return html`<tr>
    <th scope="row">
      <label class="choice">
        <input
          type="radio"
          name="identity"
          value=${preset}
          .checked=${live(isChosen)}
          @change=${() => actions.editCases(editPreset(state.cases, preset))}
        />
        ${text(`cases.${preset}`)}
      </label>
    </th>
    <td>${shown.map((example) => identity(example.presets[preset]))}</td>
  </tr>`;
}

function templateRow(shown: readonly ShownIdentity[]): TemplateResult {
  return html`<tr>
    <th scope="row">${text("cases.chosen")}</th>
    <td>${shown.map(({ chosen }) => identity(chosen))}</td>
  </tr>`;
}

/** Module, package, class and name; a part that is not there is shown as such, since that too is part of the identity. */
function identity({ module, package: inPackage, class: inClass, name }: TestIdentity): TemplateResult {
  const parts = [module, inPackage, inClass, name].map((part) => visible(part || "–"));
  return html`<p><bdi class="breakable">${parts.join(" / ")}</bdi></p>`;
}
