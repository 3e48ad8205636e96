/** The second step: the links that are said once for all runs. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import type { ContextForm, FormError } from "../context-form.js";
import { contextMistakes } from "../flow/context-mistakes.js";
import type { PageState } from "../state.js";
import { type TextKey, text } from "../texts/index.js";
import { conflictPanel } from "./conflicts.js";
import { buildFields, suiteFields } from "./context-details.js";
import { type ContextFields, contextFields } from "./context-fields.js";
import { contextFileBox } from "./context-file.js";
import { coveredFields, kindFields } from "./context-lists.js";
import { errorSummary } from "./error-summary.js";
import { lookUpOffer } from "./look-ups.js";
import { continueTo, panel } from "./panel.js";
import { policies } from "./policies.js";
import { ruleList } from "./rules.js";

/** The step. */
export function contextStep(state: PageState, actions: Actions): TemplateResult {
  const errors = contextMistakes(state);
  const fields = contextFields(state, actions, errors);
  return panel({
    step: "context",
    lead: text("context.lead"),
    content: html`${summary(state, errors)} ${contextFileBox(state, actions)} ${lookUpOffer(state)}
      <form class="context" @submit=${(event: SubmitEvent) => leave(event, actions)} novalidate id="context-form">
        <div class="column">
          ${release(state.context, actions, fields)} ${coveredFields(state, actions, fields)}
          ${policies(state, actions)}
        </div>
        <div class="column">
          ${kindFields(state, actions, fields)} ${buildFields(fields)} ${suiteFields(fields)}
        </div>
        ${ruleList(state, actions, fields)}
      </form>
      ${conflictPanel(state, actions)}`,
    forward: html`<button class="button primary" form="context-form">${continueTo("context")}</button>`,
  });
}

function summary(state: PageState, errors: readonly FormError[]): TemplateResult | typeof nothing {
  return state.summary && errors.length > 0 ? errorSummary(errors, state.context.rules) : nothing;
}

function leave(event: SubmitEvent, actions: Actions): void {
  event.preventDefault();
  actions.leaveContext();
}

const releaseWays: readonly (readonly [ContextForm["releaseBy"], TextKey])[] = [
  ["none", "context.release.none"],
  ["id", "context.release.id"],
  ["name", "context.release.name"],
  ["default", "context.release.default"],
];

function release(form: ContextForm, actions: Actions, fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("context.release")}</legend>
    <div class="choices" role="radiogroup" aria-labelledby="release-by">
      <span class="label" id="release-by">${text("context.release.by")}</span>
      <div class="choice-row">${releaseWays.map(([way, key]) => releaseWay(form, actions, way, text(key)))}</div>
    </div>
    <div class="grid">
      ${form.releaseBy === "id" ? fields.id("releaseId", "releases") : nothing}
      ${form.releaseBy === "name" ? fields.name("releaseName", "releases") : nothing}
      ${fields.id("milestone", "milestones")} ${fields.id("program", "programs")}
    </div>
  </fieldset>`;
}

function releaseWay(
  form: ContextForm,
  actions: Actions,
  way: ContextForm["releaseBy"],
  label: string,
): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name="releaseBy"
      value=${way}
      .checked=${live(form.releaseBy === way)}
      @change=${() => actions.editContext({ releaseBy: way })}
    />
    ${label}
  </label>`;
}
