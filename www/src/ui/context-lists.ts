/** What the tests cover and where they ran: the parts of the context form with several entries each. */

import { html, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { type Pair, testFieldTypes } from "../context-form.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import type { FieldLookUp } from "./combobox.js";
import type { ContextFields } from "./context-fields.js";
import { mistake } from "./field.js";
import { idRows, pairRows } from "./rows.js";

/** What the tests cover. */
export function coveredFields(state: PageState, actions: Actions, fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
      <legend>${text("context.modules")}</legend>
      ${idList("modules", state, actions, fields)}
    </fieldset>
    <fieldset class="group">
      <legend>${text("context.backlogItems")}</legend>
      ${idList("backlogItems", state, actions, fields)}
    </fieldset>`;
}

/** Where the tests ran and what kind they are. */
export function kindFields(state: PageState, actions: Actions, fields: ContextFields): TemplateResult {
  return html`${environment(state, actions, fields)} ${testFields(state, actions, fields)} ${knownValues()}`;
}

function idList(
  name: "modules" | "backlogItems",
  { context }: PageState,
  actions: Actions,
  fields: ContextFields,
): TemplateResult {
  return idRows({
    id: name,
    rows: context[name],
    label: (number) => text(`context.${name}.row`, { number }),
    hintOf: (id) => fields.nameOf(name, id),
    lookUp: fields.lookUp({ kind: name }, "id"),
    onChange: (rows) => actions.editContext({ [name]: rows }),
    onLeave: actions.touch,
    errorOf: fields.errorOf,
  });
}

function environment({ context }: PageState, actions: Actions, fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("context.environment")}</legend>
    <p class="hint">${text("context.environment.hint")}</p>
    ${pairRows({
      id: "environment",
      rows: context.environment,
      typeLabel: (number) => text("context.environment.type", { number }),
      valueLabel: (number) => text("context.environment.value", { number }),
      typeLookUp: fields.lookUp({ kind: "environmentTypes" }, "name"),
      valueLookUp: ({ type }) => valueLookUp("environmentValues", type, fields),
      onChange: (rows) => actions.editContext({ environment: rows }),
      onLeave: actions.touch,
      errorOf: fields.errorOf,
    })}
  </fieldset>`;
}

/** The values of a type; those of no type are not looked up. */
export function valueLookUp(
  kind: "environmentValues" | "testFieldValues",
  type: string,
  fields: ContextFields,
): FieldLookUp | undefined {
  return type.trim() === "" ? undefined : fields.lookUp({ kind, of: type.trim() }, "name");
}

function testFields({ context }: PageState, actions: Actions, fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("context.testFields")}</legend>
    <p class="hint">${text("context.testFields.hint")}</p>
    ${pairRows({
      id: "testFields",
      rows: context.testFields,
      typeLabel: (number) => text("context.testFields.type", { number }),
      valueLabel: (number) => text("context.testFields.value", { number }),
      typeControl: (pair, row, set) => fieldChoice(pair, row, set, actions, fields),
      valueLookUp: ({ type }) => valueLookUp("testFieldValues", type, fields),
      valueList: (pair) => (pair.type in valuesOfFields ? `values-${pair.type}` : undefined),
      onChange: (rows) => actions.editContext({ testFields: rows }),
      onLeave: actions.touch,
      errorOf: fields.errorOf,
    })}
  </fieldset>`;
}

function fieldChoice(
  pair: Pair,
  row: number,
  set: (type: string) => void,
  actions: Actions,
  fields: ContextFields,
): TemplateResult {
  const id = `testFields-${row}-type`;
  const error = fields.errorOf(id);
  const choose = (event: Event) => {
    set((event.currentTarget as HTMLSelectElement).value);
    actions.touch(id);
  };
  return html`<div class="field">
    <label class="visually-hidden" for=${id}>${text("context.testFields.type", { number: row + 1 })}</label>
    <select id=${id} .value=${live(pair.type)} @change=${choose} aria-invalid=${error ? "true" : "false"}>
      <option value="">${text("context.field.choose")}</option>
      ${testFieldTypes.map((type) => html`<option value=${type} ?selected=${pair.type === type}>${text(`field.${type}`)}</option>`)}
    </select>
    ${mistake(error)}
  </div>`;
}

/** Values that come with Octane; a workspace may have others, so these are offered and not asked for. */
const valuesOfFields: Readonly<Record<string, readonly string[]>> = {
  Test_Level: ["Unit Test", "Integration Test", "System Test", "Gherkin Test"],
  Test_Type: ["Acceptance", "End to End", "Regression", "Sanity", "Security", "Performance", "UI", "API"],
  Testing_Tool_Type: ["Manual Runner", "Selenium", "UFT One", "UFT Developer", "SoapUI", "Protractor"],
  Framework: ["JUnit", "TestNG", "UFT", "NUnit", "JBehave", "Karma", "Jasmine", "Mocha", "Cucumber"],
};

function knownValues(): TemplateResult {
  return html`${Object.entries(valuesOfFields).map(
    ([type, values]) =>
      html`<datalist id="values-${type}">${values.map((value) => html`<option value=${value}></option>`)}</datalist>`,
  )}`;
}
