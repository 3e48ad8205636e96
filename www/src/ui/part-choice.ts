/** The choice among the parts of a payload; absent where there is one part only. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

/** The choice. */
export function partChoice(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const total = state.conversion.answer?.parts.length ?? 0;
  if (total < 2) return nothing;
  const choose = (event: Event) => actions.showPart(Number((event.currentTarget as HTMLSelectElement).value));
  return html`<div class="inline-field">
    <label for="part">${text("part.choose")}</label>
    <select id="part" @change=${choose}>
      ${Array.from({ length: total }, (_, part) => option(part, total, part === state.part))}
    </select>
  </div>`;
}

function option(part: number, total: number, selected: boolean): TemplateResult {
  return html`<option value=${part} ?selected=${selected}>${text("part.name", { number: part + 1, total })}</option>`;
}
