/** One labelled control with its hint, its mistake and the choices that the server knows. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { FormError } from "../context-form.js";
import { combobox, type FieldLookUp } from "./combobox.js";
import { phrase } from "./english.js";

/** What a field shows and tells. */
export interface FieldProps {
  /** The id of the control; that of its mistake is made from it. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Called when the control is left after a change. */
  readonly onLeave?: (() => void) | undefined;
  readonly error?: FormError | undefined;
  readonly hint?: string | undefined;
  /** Where its choices are looked up; absent where they are not. */
  readonly lookUp?: FieldLookUp | undefined;
  /** The id of a list of usual values. */
  readonly list?: string | undefined;
  /** Whether a telephone should show its keys for numbers. */
  readonly numeric?: boolean;
  /** Whether blanks at either end go when the control is left. */
  readonly trims?: boolean;
  /** Whether the label is for screen readers only, since a heading above says the same. */
  readonly quiet?: boolean;
}

/** The field. */
export function field(props: FieldProps): TemplateResult {
  return html`<div class="field">
    <label for=${props.id} class=${props.quiet ? "visually-hidden" : "label"}>${props.label}</label>
    ${control(props)} ${props.hint ? html`<p class="hint" id="${props.id}-hint">${props.hint}</p>` : nothing}
    ${mistake(props.error)}
  </div>`;
}

/** The words of a mistake, under its control. */
export function mistake(error: FormError | undefined): TemplateResult | typeof nothing {
  if (!error) return nothing;
  return html`<p class="mistake" id="${error.field}-error">${phrase({ ...error, key: error.text })}</p>`;
}

/** The ids of what describes a control, or nothing. */
export function describedBy(id: string, hint: unknown, error: unknown): string | typeof nothing {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : nothing;
}

function control(props: FieldProps): TemplateResult {
  const described = describedBy(props.id, props.hint, props.error);
  if (props.lookUp) {
    const onLeave = (value: string) => leave(props, value);
    return combobox({
      ...props,
      lookUp: props.lookUp,
      isInvalid: !!props.error,
      describedBy: described,
      onLeave,
    });
  }
  return html`<input
    id=${props.id}
    type="text"
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    inputmode=${props.numeric ? "numeric" : nothing}
    list=${props.list ?? nothing}
    aria-invalid=${props.error ? "true" : nothing}
    aria-describedby=${described}
    .value=${live(props.value)}
    @input=${(event: InputEvent) => props.onInput((event.currentTarget as HTMLInputElement).value)}
    @change=${(event: Event) => leave(props, (event.currentTarget as HTMLInputElement).value)}
  />`;
}

function leave(props: FieldProps, value: string): void {
  if (props.trims && value !== value.trim()) props.onInput(value.trim());
  props.onLeave?.();
}
