/** The first step: ways to bring reports in, the reports, and their runs. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { runCount } from "../flow.js";
import type { ConvertProgress } from "../protocol.js";
import type { PageState } from "../state.js";
import { text, writtenSize } from "../texts/index.js";
import { caseOptions } from "./cases.js";
import { phrase } from "./english.js";
import { failureBox } from "./failure.js";
import { fileTable } from "./files.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { runTable } from "./run-table.js";
import { runView } from "./run-view.js";

/** The step. */
export function reportsStep(state: PageState, actions: Actions): TemplateResult {
  if (state.runs.open !== undefined && state.conversion.answer) return runView(state, actions);
  return panel({
    step: "reports",
    lead: text("reports.lead"),
    content: html`${dropZone(state, actions)}
      ${state.notice ? html`<p class="mistake" role="alert">${phrase(state.notice)}</p>` : nothing} ${pasteBox(actions)}
      ${state.reports.length > 0 ? fileTable(state, actions) : nothing} ${conversion(state, actions)}
      ${state.reports.length > 0 ? caseOptions(state, actions) : nothing}`,
  });
}

function dropZone({ reports }: PageState, actions: Actions): TemplateResult {
  return html`<div class="drop" data-filled=${reports.length > 0}>
    <p class="drop-words">${icon("drop")} ${text("reports.drop")} <span class="muted">${text("reports.or")}</span></p>
    <div class="drop-ways">
      <label class="button primary file-button">
        ${text("reports.choose")}
        <input
          id="choose-files"
          class="visually-hidden"
          type="file"
          multiple
          @change=${(event: Event) => chosen(event.currentTarget as HTMLInputElement, actions)}
        />
      </label>
      <button type="button" class="button" @click=${() => actions.addSample("shop")}>
        ${text("reports.sample.shop")}
      </button>
      <button type="button" class="button" @click=${() => actions.addSample("mistakes")}>
        ${text("reports.sample.mistakes")}
      </button>
    </div>
  </div>`;
}

/** Hands the files on and empties the control, so that the same file can be chosen once more. */
function chosen(input: HTMLInputElement, actions: Actions): void {
  actions.addFiles([...(input.files ?? [])]);
  input.value = "";
}

function pasteBox(actions: Actions): TemplateResult {
  return html`<details class="paste">
    <summary>${text("reports.paste")}</summary>
    <form @submit=${(event: SubmitEvent) => pasted(event, actions)}>
      <label class="label" for="paste-text">${text("reports.paste.label")}</label>
      <textarea id="paste-text" name="text" rows="6" spellcheck="false" aria-describedby="paste-hint"></textarea>
      <p class="hint" id="paste-hint">${text("reports.paste.hint")}</p>
      <button class="button">${text("reports.paste.add")}</button>
    </form>
  </details>`;
}

function pasted(event: SubmitEvent, actions: Actions): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  actions.addText(String(new FormData(form).get("text") ?? ""));
  form.reset();
}

function conversion(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { phase, answer, failure } = state.conversion;
  if (phase === "failed" && failure) return html`${failureBox(failure)} ${again(actions)}`;
  if (!answer) return phase === "running" || phase === "stale" ? reading(state.conversion, actions) : nothing;
  if (runCount(answer) === 0) return html`<p class="note">${icon("info")} ${text("reports.none")}</p>`;
  return html`${phase === "running" ? reading(state.conversion, actions) : nothing} ${runTable(state, actions)}`;
}

function again(actions: Actions): TemplateResult {
  return html`<p>
    <button type="button" class="button" @click=${actions.readAgain}>${text("reports.again")}</button>
  </p>`;
}

function reading({ progress }: PageState["conversion"], actions: Actions): TemplateResult {
  return html`<p class="reading">
    <progress aria-label=${text("reports.converting")} max="1" value=${share(progress)}></progress>
    ${text("reports.converting")} ${progress ? read(progress) : nothing}
    <button type="button" class="button small" @click=${actions.stopConverting}>${text("reports.cancel")}</button>
  </p>`;
}

/** How much of all reports is read, from 0 to 1; a bar without a value shows that nothing is known yet. */
function share(progress: ConvertProgress | undefined): number | typeof nothing {
  return progress && progress.total > 0 ? progress.done / progress.total : nothing;
}

function read({ done, total }: ConvertProgress): string {
  return text("reports.read", { done: writtenSize(done), total: writtenSize(total) });
}
