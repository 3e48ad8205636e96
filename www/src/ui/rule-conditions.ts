/** Which tests a rule chooses: a line for each pattern. */

import { html, nothing, type TemplateResult } from "lit-html";
import { withoutRow } from "../context-form.js";
import { type Condition, conditionFields, conditionWays, emptyCondition, statuses } from "../rule-form.js";
import { text } from "../texts/index.js";
import { field } from "./field.js";
import { type RuleProps, removeLine, select } from "./rule-controls.js";

/** The lines, with the way to one more. */
export function conditionRows(props: RuleProps): TemplateResult {
  const { rule, change } = props;
  const add = () => {
    change({ conditions: [...rule.conditions, emptyCondition] });
    document.getElementById(`rule-${rule.id}-when-${rule.conditions.length}-field`)?.focus();
  };
  return html`<div class="rule-lines" role="group" aria-label=${text("rules.when")}>
    <h4>${text("rules.when")}</h4>
    <p class="hint">${text("rules.when.hint")}</p>
    ${rule.conditions.map((condition, row) => line(props, condition, row))}
    <button type="button" class="button small" id="rule-${rule.id}-when-add" @click=${add}>
      ${text("rules.when.add")}
    </button>
  </div>`;
}

function line(props: RuleProps, condition: Condition, row: number): TemplateResult {
  const { rule, change } = props;
  const id = `rule-${rule.id}-when-${row}`;
  const set = (edit: Partial<Condition>) =>
    change({ conditions: rule.conditions.with(row, { ...condition, ...edit }) });
  const remove = () => change({ conditions: withoutRow(rule.conditions, row) });
  const isStatus = condition.field === "status";
  return html`<div class="rule-line" role="group" aria-label=${text("rules.when.row", { number: row + 1 })}>
    ${select({
      id: `${id}-field`,
      label: text("rules.when.field"),
      value: condition.field,
      choices: conditionFields.map((name) => [name, text(`condition.${name}`)]),
      onChoose: (name) => set({ field: name, ...(name === "status" || isStatus ? { text: "" } : {}) }),
    })}
    ${condition.field === "property" ? typed(props, `${id}-property`, text("rules.when.property"), condition.property, (property) => set({ property })) : nothing}
    ${isStatus ? statusChoice(props, id, condition, set) : pattern(props, id, condition, set)}
    ${removeLine(`rule-${rule.id}-when-add`, text("rules.when.row", { number: row + 1 }), remove)}
  </div>`;
}

type Set = (edit: Partial<Condition>) => void;

function statusChoice(props: RuleProps, id: string, condition: Condition, set: Set): TemplateResult {
  return select({
    id: `${id}-text`,
    label: text("condition.status"),
    value: condition.text,
    choices: [["", ""], ...statuses.map((status) => [status, text(`status.${status}`)] as const)],
    error: props.fields.errorOf(`${id}-text`),
    onChoose: (status) => set({ text: status }),
    onLeave: () => props.touch(`${id}-text`),
  });
}

function pattern(props: RuleProps, id: string, condition: Condition, set: Set): TemplateResult {
  return html`${select({
    id: `${id}-way`,
    label: text("rules.when.way"),
    value: condition.way,
    choices: conditionWays.map((way) => [way, text(`way.${way}`)]),
    onChoose: (way) => set({ way }),
  })}
  ${condition.way === "empty" ? nothing : typed(props, `${id}-text`, text("rules.when.text"), condition.text, (pattern) => set({ text: pattern }))}`;
}

function typed(
  { fields, touch }: RuleProps,
  id: string,
  label: string,
  value: string,
  onInput: (value: string) => void,
): TemplateResult {
  return field({ id, label, value, error: fields.errorOf(id), onInput, onLeave: () => touch(id) });
}
