/** The rules of the context: which tests each chooses, how many these are, and what it does to their links. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions.js";
import { addRule, editRule, moveRule, type RuleForm, removeRule } from "../rule-form.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import type { ContextFields } from "./context-fields.js";
import { field } from "./field.js";
import { conditionRows } from "./rule-conditions.js";
import type { RuleProps } from "./rule-controls.js";
import { effectRows } from "./rule-effects.js";

/** The rules, with the way to one more. */
export function ruleList(state: PageState, actions: Actions, fields: ContextFields): TemplateResult {
  const { rules } = state.context;
  const add = () => {
    const added = addRule(rules);
    actions.editRules(added);
    document.getElementById(`rule-${added.at(-1)?.id}-name`)?.focus();
  };
  return html`<section class="rules" aria-labelledby="rules-title">
    <h3 id="rules-title">${text("rules.title")}</h3>
    <p class="hint">${text("rules.hint")}</p>
    ${repeat(
      rules,
      ({ id }) => id,
      (rule, index) => ruleBox(state, actions, fields, rule, index),
    )}
    <button type="button" class="button" id="add-rule" @click=${add}>${text("rules.add")}</button>
  </section>`;
}

function ruleBox(
  state: PageState,
  actions: Actions,
  fields: ContextFields,
  rule: RuleForm,
  index: number,
): TemplateResult {
  const { rules } = state.context;
  const number = index + 1;
  const change = (edit: Partial<RuleForm>) => actions.editRules(editRule(rules, rule.id, edit));
  const props: RuleProps = { rule, number, fields, change, touch: actions.touch };
  const id = `rule-${rule.id}-name`;
  return html`<fieldset class="group rule">
    <legend>${text("rules.rule", { number })} ${matches(state, index)}</legend>
    <div class="rule-head">
      ${field({
        id,
        label: text("rules.name"),
        value: rule.name,
        trims: true,
        error: fields.errorOf(id),
        onInput: (name) => change({ name }),
        onLeave: () => actions.touch(id),
      })}
      ${ruleActs(rules, rule, number, actions)}
    </div>
    ${conditionRows(props)} ${effectRows(props)}
  </fieldset>`;
}

/** The count of the last conversion, while it is of the rules that stand here. */
function matches({ conversion }: PageState, index: number): TemplateResult | typeof nothing {
  const account = conversion.phase === "ready" ? conversion.answer?.rules[index] : undefined;
  if (!account) return nothing;
  return html`<span class="count" data-none=${account.tests === 0}>${text("rules.matches", { count: account.tests })}</span>`;
}

function ruleActs(
  rules: readonly RuleForm[],
  { id }: RuleForm,
  number: number,
  actions: Actions,
): TemplateResult {
  const move = (by: 1 | -1) => () => actions.editRules(moveRule(rules, id, by));
  const remove = () => {
    actions.editRules(removeRule(rules, id));
    document.getElementById("add-rule")?.focus();
  };
  const labelled = (words: string) => `${words}: ${text("rules.rule", { number })}`;
  const button = (words: string, act: () => void, disabled = false) =>
    html`<button type="button" class="button small" ?disabled=${disabled} aria-label=${labelled(words)} @click=${act}>
      ${words}
    </button>`;
  return html`<div class="acts">
    ${button(text("rules.earlier"), move(-1), number === 1)}
    ${button(text("rules.later"), move(1), number === rules.length)} ${button(text("page.remove"), remove)}
  </div>`;
}
