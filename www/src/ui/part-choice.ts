/** The choice among the parts of a payload; absent where there is one part only. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

/** The part that is looked at; the first while it is another document. */
function partOf({ check }: PageState): number {
  const { document } = check.place;
  return document.kind === "part" ? document.index : 0;
}

/** Parts that are offered as a list. */
const mostOptions = 200;

/** The choice. */
export function partChoice(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const total = state.conversion.answer?.parts.length ?? 0;
  if (total < 2) return nothing;
  return html`<div class="inline-field">
    <label for="part">${text("part.choose")}</label>
    ${total <= mostOptions ? list(state, total, actions) : number(state, total, actions)}
  </div>`;
}

function list(state: PageState, total: number, actions: Actions): TemplateResult {
  const choose = (event: Event) => actions.showPart(Number((event.currentTarget as HTMLSelectElement).value));
  return html`<select id="part" @change=${choose}>
    ${Array.from({ length: total }, (_, part) => option(part, total, part === partOf(state)))}
  </select>`;
}

/** Thousands of options would freeze the page: a number is typed. */
function number(state: PageState, total: number, actions: Actions): TemplateResult {
  const choose = (event: Event) => {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    if (valueAsNumber >= 1 && valueAsNumber <= total) actions.showPart(Math.floor(valueAsNumber) - 1);
  };
  return html`<input id="part" type="number" min="1" max=${total} .value=${String(partOf(state) + 1)} @change=${choose} />
    <span>${text("part.name", { number: partOf(state) + 1, total })}</span>`;
}

function option(part: number, total: number, selected: boolean): TemplateResult {
  return html`<option value=${part} ?selected=${selected}>${text("part.name", { number: part + 1, total })}</option>`;
}
