/** The controls that the lines of a rule share. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { FormError } from "../context-form.js";
import type { RuleForm } from "../rule-form.js";
import { text } from "../texts/index.js";
import type { ContextFields } from "./context-fields.js";
import { mistake } from "./field.js";

/** What every part of a rule needs. */
export interface RuleProps {
  readonly rule: RuleForm;
  /** Its place among the rules, counted from 1. */
  readonly number: number;
  readonly fields: ContextFields;
  readonly change: (change: Partial<RuleForm>) => void;
  readonly touch: (control: string) => void;
}

/** What a choice among named values needs. */
export interface SelectProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  /** Values and their words, in the order in which they are shown. */
  readonly choices: readonly (readonly [Value, string])[];
  readonly error?: FormError | undefined;
  readonly onChoose: (value: Value) => void;
  readonly onLeave?: () => void;
}

/** A choice among named values. */
export function select<Value extends string>(props: SelectProps<Value>): TemplateResult {
  const { id, label, value, choices, error, onChoose, onLeave } = props;
  const choose = (event: Event) => {
    onChoose((event.currentTarget as HTMLSelectElement).value as Value);
    onLeave?.();
  };
  return html`<div class="field">
    <label class="label" for=${id}>${label}</label>
    <select
      id=${id}
      .value=${live(value)}
      aria-invalid=${error ? "true" : nothing}
      aria-describedby=${error ? `${id}-error` : nothing}
      @change=${choose}
    >
      ${choices.map(([name, words]) => html`<option value=${name} ?selected=${name === value}>${words}</option>`)}
    </select>
    ${mistake(error)}
  </div>`;
}

/** Removes a line; the focus goes to the button that adds one. */
export function removeLine(next: string, label: string, remove: () => void): TemplateResult {
  const act = () => {
    remove();
    document.getElementById(next)?.focus();
  };
  return html`<button type="button" class="button small" aria-label=${text("context.remove-row", { label })} @click=${act}>
    ${text("page.remove")}
  </button>`;
}
