/** Which runs are looked at: by words, status, report and finding. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { everyRun, isFiltered } from "../runs/messages.js";
import { statusNames } from "../runs/scan.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";

/** The fields. */
export function runFilter({ runs, conversion }: PageState, actions: Actions): TemplateResult {
  const { filter, window } = runs;
  const hasSeveral = (conversion.answer?.inputs.length ?? 0) > 1;
  return html`<search class="run-filter" aria-label=${text("runs.filter")}>
    ${words("run-text", text("runs.filter.text"), filter.text, (words) => actions.filterRuns({ text: words }))}
    ${choice("run-status", text("runs.status"), filter.status, statuses(), (status) => actions.filterRuns({ status }))}
    ${
      hasSeveral
        ? words("run-file", text("runs.file"), filter.file, (file) => actions.filterRuns({ file }))
        : nothing
    }
    ${choice(
      "run-finding",
      text("runs.finding"),
      filter.finding,
      findings(window?.codes ?? [], filter.finding),
      (finding) => actions.filterRuns({ finding }),
    )}
    ${
      isFiltered(filter)
        ? html`<button type="button" class="button small" @click=${() => actions.filterRuns(everyRun)}>
            ${text("runs.filter.clear")}
          </button>`
        : nothing
    }
  </search>`;
}

function words(id: string, label: string, value: string, change: (value: string) => void): TemplateResult {
  return html`<div class="inline-field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type="search"
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      @input=${(event: Event) => change((event.currentTarget as HTMLInputElement).value)}
    />
  </div>`;
}

/** A value and its words. */
type Option = readonly [value: string, words: string];

function statuses(): Option[] {
  return statusNames.map((status) => [status, text(`status.${status}`)]);
}

/** The finding that is chosen stays among the choices when no run has it any more. */
function findings(codes: readonly string[], chosen: string): Option[] {
  const all = codes.includes(chosen) || chosen === "" || chosen === "*" ? codes : [...codes, chosen];
  return [["*", text("runs.filter.any-finding")], ...all.map((code): Option => [code, code])];
}

function choice(
  id: string,
  label: string,
  value: string,
  options: readonly Option[],
  change: (value: string) => void,
): TemplateResult {
  return html`<div class="inline-field">
    <label for=${id}>${label}</label>
    <select id=${id} @change=${(event: Event) => change((event.currentTarget as HTMLSelectElement).value)}>
      <option value="" ?selected=${value === ""}>${text("runs.filter.all")}</option>
      ${options.map(([each, words]) => html`<option value=${each} ?selected=${each === value}>${words}</option>`)}
    </select>
  </div>`;
}
