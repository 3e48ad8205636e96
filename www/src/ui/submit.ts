/** The fourth step: where to, what goes, what stands in the way. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { countFindings } from "../findings.js";
import { type Obstacle, obstacles, runCount, stepOf } from "../flow.js";
import type { PageState } from "../state.js";
import { text, writtenSize } from "../texts/index.js";
import { connectionBox } from "./connection.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { takeAway } from "./take-away.js";

/** The step. */
export function submitStep(state: PageState, actions: Actions): TemplateResult {
  const inTheWay = obstacles(state);
  return panel({
    step: "submit",
    lead: text("submit.lead"),
    content: html`${connectionBox(state, actions)} ${what(state, actions)} ${takeAway(state, actions)}
    ${inTheWay.length > 0 ? obstacleList(inTheWay) : nothing}`,
    forward: html`<button
      type="button"
      class="button primary"
      id="submit-now"
      aria-disabled=${inTheWay.length > 0}
      aria-describedby=${inTheWay.length > 0 ? "obstacles" : "submit-bytes"}
      @click=${() => (inTheWay.length > 0 ? reach("obstacles") : actions.submit())}
    >
      ${text("submit.now")}
    </button>`,
  });
}

function reach(id: string): void {
  document.getElementById(id)?.focus();
}

function what(state: PageState, actions: Actions): TemplateResult {
  return html`<section class="card" aria-labelledby="what-title">
    <h3 id="what-title">${text("submit.what")}</h3>
    ${amount(state)}
    ${checkbox("skip-errors", state.skipErrors, "submit.skip-errors", actions.setSkipErrors)}
    ${hasReportErrors(state) ? checkbox("send-despite", state.sendDespite, "submit.despite", actions.setSendDespite) : nothing}
    <p class="hint" id="submit-bytes">${icon("lock")} ${text("submit.confirm-bytes")}</p>
  </section>`;
}

function amount({ conversion: { answer } }: PageState): TemplateResult {
  if (!answer) return html`<p class="muted">${text("submit.none")}</p>`;
  const dropped = answer.inputs.reduce((sum, input) => sum + input.dropped, 0);
  const bytes = answer.parts.reduce((sum, part) => sum + part.content.size, 0);
  return html`<ul class="amount">
    <li><strong>${text("submit.runs", { count: runCount(answer) })}</strong></li>
    <li>${text("submit.parts", { count: answer.parts.length })}</li>
    <li>${writtenSize(bytes)}</li>
    ${dropped > 0 ? html`<li class="attention">${text("submit.left-out", { count: dropped })}</li>` : nothing}
  </ul>`;
}

function hasReportErrors({ conversion: { answer } }: PageState): boolean {
  return answer !== undefined && runCount(answer) > 0 && countFindings(answer.diagnostics).error > 0;
}

function checkbox(
  id: string,
  checked: boolean,
  key: "submit.skip-errors" | "submit.despite",
  set: (checked: boolean) => void,
): TemplateResult {
  return html`<div class="check-field">
    <label class="choice">
      <input
        type="checkbox"
        id=${id}
        aria-describedby="${id}-hint"
        .checked=${live(checked)}
        @change=${(event: Event) => set((event.currentTarget as HTMLInputElement).checked)}
      />
      ${text(key)}
    </label>
    <p class="hint" id="${id}-hint">${text(`${key}.hint`)}</p>
  </div>`;
}

function obstacleList(inTheWay: readonly Obstacle[]): TemplateResult {
  return html`<div class="obstacles" id="obstacles" tabindex="-1" role="group" aria-labelledby="obstacles-title">
    <h3 id="obstacles-title">${text("obstacle.title")}</h3>
    <ul>
      ${inTheWay.map((obstacle) => html`<li>${obstacleWords(obstacle)}</li>`)}
    </ul>
  </div>`;
}

function obstacleWords(obstacle: Obstacle): TemplateResult | string {
  const step = stepOf(obstacle);
  const words = text(`obstacle.${obstacle}`);
  return step === "submit" ? words : html`<a href="#${step}">${words}</a>`;
}
