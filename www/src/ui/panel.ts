/** The frame of a step: its heading, its content, and the ways on and back. */

import { html, nothing, type TemplateResult } from "lit-html";
import { stepBeside } from "../flow.js";
import { type Step, steps } from "../state.js";
import { text } from "../texts/index.js";

/** What the frame holds. */
export interface PanelProps {
  readonly step: Step;
  readonly lead: string;
  readonly content: unknown;
  /** What goes on, in place of the link to the next step. */
  readonly forward?: TemplateResult | undefined;
}

/** The frame. Its heading takes the focus when the step is shown. */
export function panel({ step, lead, content, forward }: PanelProps): TemplateResult {
  const number = steps.indexOf(step) + 1;
  return html`<section class="panel" aria-labelledby="panel-title">
    <header class="panel-head">
      <p class="eyebrow">${text("step.position", { number, total: steps.length })}</p>
      <h2 id="panel-title" tabindex="-1">${text(`step.${step}`)}</h2>
      <p class="lead">${lead}</p>
    </header>
    ${content}
    <footer class="panel-foot">${back(step)} ${forward ?? onward(step)}</footer>
  </section>`;
}

function back(step: Step): TemplateResult | typeof nothing {
  const before = stepBeside(step, -1);
  if (before === step) return nothing;
  return html`<a class="button" href="#${before}">${text("page.back")}</a>`;
}

function onward(step: Step): TemplateResult | typeof nothing {
  const after = stepBeside(step, 1);
  if (after === step) return nothing;
  return html`<a class="button primary" href="#${after}">${continueTo(step)}</a>`;
}

/** The words that lead to the step after `step`. */
export function continueTo(step: Step): string {
  return text("page.continue", { step: text(`step.${stepBeside(step, 1)}`) });
}
