/** The steps of a run: those of a manual or stepwise test, or the scenarios of a feature. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Run, Step } from "octane-payload";
import { text, writtenDuration } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { statusMark } from "./status-mark.js";

/** Steps that are shown; the rest is counted. */
const stepsShown = 500;

/** The steps; absent where the run has none. */
export function runSteps(run: Run): TemplateResult | typeof nothing {
  const groups =
    run.kind === "gherkin"
      ? run.feature.scenarios.map(({ name, steps }) => ({ title: name, steps: steps.steps }))
      : (run.steps ?? []).map(({ iteration, steps }) => ({ title: iteration ?? "", steps }));
  if (groups.length === 0) return nothing;
  const total = groups.reduce((sum, { steps }) => sum + steps.length, 0);
  let left = stepsShown;
  return html`<section class="block">
    <h3>${text("run.steps")}</h3>
    ${groups.map(({ title, steps }) => {
      const shown = steps.slice(0, Math.max(0, left));
      left -= steps.length;
      return shown.length > 0 ? group(title, shown) : nothing;
    })}
    ${total > stepsShown ? html`<p class="muted">${text("findings.more", { count: total - stepsShown })}</p>` : nothing}
  </section>`;
}

function group(title: string, steps: readonly Step[]): TemplateResult {
  return html`${title ? html`<h4><bdi class="breakable">${visible(title)}</bdi></h4>` : nothing}
    <ol class="run-steps">
      ${steps.map(stepRow)}
    </ol>`;
}

function stepRow({ name, status, duration, errorMessage }: Step): TemplateResult {
  return html`<li>
    ${statusMark(status)} <bdi class="breakable">${visible(name)}</bdi>
    <span class="muted">${writtenDuration(duration)}</span>
    ${errorMessage ? html`<p class="breakable"><bdi>${visible(errorMessage, 2000)}</bdi></p>` : nothing}
  </li>`;
}
