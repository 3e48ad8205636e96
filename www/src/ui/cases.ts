/** How cases become runs: which test each is, shown on the first ones, and what becomes of odd values. */

import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import {
  type CaseChoice,
  caseChoices,
  chosenValue,
  editTemplate,
  editValue,
  type PageCases,
  type TemplatePart,
  templateParts,
  templatesOf,
} from "../case-form.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { field } from "./field.js";
import { identityTable } from "./identities.js";

/** The block; closed at first, since the defaults serve most. */
export function caseOptions(state: PageState, actions: Actions): TemplateResult {
  return html`<details class="cases">
    <summary>${text("cases.title")}</summary>
    <p class="hint">${text("cases.hint")}</p>
    <fieldset class="group">
      <legend>${text("cases.identity")}</legend>
      ${identityTable(state, actions)}
      <p class="hint">${text("cases.template.hint", { open: "{", close: "}" })}</p>
      <div class="grid">${templateParts.map((part) => template(state.cases, actions, part))}</div>
    </fieldset>
    <fieldset class="group">
      <legend>${text("cases.values")}</legend>
      <div class="grid wide">
        ${field({
          id: "cases-zone",
          label: text("cases.zone"),
          value: state.cases.times?.zone ?? "",
          hint: text("cases.zone.hint"),
          onInput: (value) => actions.editCases(editValue(state.cases, "times", "zone", value)),
        })}
        ${field({
          id: "cases-illegal-character",
          label: text("cases.illegal"),
          value: state.cases.illegalCharacters?.character ?? "",
          hint: text("cases.illegal.hint"),
          onInput: (value) =>
            actions.editCases(editValue(state.cases, "illegalCharacters", "character", value)),
        })}
        ${caseChoices.map((choice) => select(state.cases, actions, choice))}
      </div>
    </fieldset>
  </details>`;
}

function template(cases: PageCases, actions: Actions, part: TemplatePart): TemplateResult {
  return field({
    id: `cases-${part}`,
    label: text(`cases.${part}`),
    value: templatesOf(cases)[part] ?? "",
    onInput: (value) => actions.editCases(editTemplate(cases, part, value)),
  });
}

function select(cases: PageCases, actions: Actions, choice: CaseChoice): TemplateResult {
  const id = `cases-${choice.field}`;
  const chosen = chosenValue(cases, choice);
  const choose = (event: Event) => {
    const { value } = event.currentTarget as HTMLSelectElement;
    actions.editCases(editValue(cases, choice.group, choice.field, value));
  };
  return html`<div class="field">
    <label class="label" for=${id}>${text(choice.label)}</label>
    <select id=${id} .value=${live(chosen)} @change=${choose}>
      ${choice.values.map(([value, words]) => html`<option value=${value} ?selected=${value === chosen}>${text(words)}</option>`)}
    </select>
  </div>`;
}
