/** The mistakes of a form in one place above it; each leads to its control. */

import { html, type TemplateResult } from "lit-html";
import type { FormError } from "../context-form.js";
import type { RuleForm } from "../rule-form.js";
import { type TextKey, text } from "../texts/index.js";
import { phrase } from "./english.js";

/** The summary; the controller moves the focus to it. */
export function errorSummary(errors: readonly FormError[], rules: readonly RuleForm[]): TemplateResult {
  return html`<div class="error-summary" id="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
    <h3 id="error-summary-title">${text("error.summary", { count: errors.length })}</h3>
    <ul>
      ${errors.map((error) => html`<li><a href="#${error.field}" @click=${(event: Event) => reach(event, error.field)}>${labelIn(error, rules)}: ${phrase({ ...error, key: error.text })}</a></li>`)}
    </ul>
  </div>`;
}

/** Moves the focus without changing the step in the address. */
function reach(event: Event, control: string): void {
  event.preventDefault();
  document.getElementById(control)?.focus();
}

function labelIn({ field }: FormError, rules: readonly RuleForm[]): string {
  return ruleLabel(field, rules) ?? labelOf(field);
}

const ruleControl = /^rule-(\d+)-(?:(when|then)-(\d+)-)?(\w+)$/;

/** The label of a control of a rule, such as `rule-3-when-0-text`, with the rule and the line that it stands in. */
function ruleLabel(control: string, rules: readonly RuleForm[]): string | undefined {
  const [, id, part, row, name] = ruleControl.exec(control) ?? [];
  if (name === undefined) return undefined;
  const rule = text("rules.rule", { number: rules.findIndex((each) => each.id === Number(id)) + 1 });
  if (part === undefined) return `${rule}, ${text("rules.name")}`;
  const line = text(`rules.${part as "when" | "then"}.row`, { number: Number(row) + 1 });
  return `${rule}, ${line}, ${text(`rules.${part}.${name}` as TextKey)}`;
}

/** The label of a control, by its id: `milestone`, `modules-0` or `environment-0-type`. */
function labelOf(control: string): string {
  if (control === "context-form") return text("step.context");
  const [name, row, half] = control.split("-");
  const number = Number(row) + 1;
  if (half) return text(`context.${name}.${half}` as TextKey, { number });
  return row ? text(`context.${name}.row` as TextKey, { number }) : text(`context.${name}` as TextKey);
}
