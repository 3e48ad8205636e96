/** The mistakes of a form in one place above it; each leads to its control. */

import { html, type TemplateResult } from "lit-html";
import type { FormError } from "../context-form.js";
import { type TextKey, text } from "../texts/index.js";

/** The summary; the controller moves the focus to it. */
export function errorSummary(errors: readonly FormError[]): TemplateResult {
  return html`<div class="error-summary" id="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
    <h3 id="error-summary-title">${text("error.summary", { count: errors.length })}</h3>
    <ul>
      ${errors.map((error) => html`<li><a href="#${error.field}" @click=${(event: Event) => reach(event, error.field)}>${words(error)}</a></li>`)}
    </ul>
  </div>`;
}

/** Moves the focus without changing the step in the address. */
function reach(event: Event, control: string): void {
  event.preventDefault();
  document.getElementById(control)?.focus();
}

function words({ field, text: key, values }: FormError): string {
  return `${labelOf(field)}: ${text(key, values)}`;
}

/** The label of a control, by its id: `milestone`, `modules-0` or `environment-0-type`. */
function labelOf(control: string): string {
  const [name, row, half] = control.split("-");
  const number = Number(row) + 1;
  if (half) return text(`context.${name}.${half}` as TextKey, { number });
  return row ? text(`context.${name}.row` as TextKey, { number }) : text(`context.${name}` as TextKey);
}
