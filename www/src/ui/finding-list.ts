/** The findings, most severe first; each can be chosen to see its place, and fixed where a machine can. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { fixPhrase } from "../check/fix-phrase.js";
import { remedyOf, safelyMended } from "../check/fixes.js";
import { findingsListed, listed, type NumberedFinding, type SeverityFilter } from "../check/state.js";
import { countFindings, type Finding, findingsOf } from "../findings.js";
import type { ConvertAnswer } from "../protocol.js";
import type { PageState } from "../state.js";
import { text, writtenNumber } from "../texts/index.js";
import { phrase } from "./english.js";
import { findingWords } from "./finding-box.js";
import { icon } from "./icons.js";

/** The list, with what is listed and how to walk it. */
export function findingList(state: PageState, answer: ConvertAnswer, actions: Actions): TemplateResult {
  const all = listed(answer, "all");
  if (all.length === 0) return html`<p class="clean">${icon("check")} ${text("check.clean")}</p>`;
  const { check } = state;
  const list = listed(answer, check.severity);
  const shown = list.slice(check.firstListed, check.firstListed + findingsListed);
  return html`<div class="finding-tools">${filter(state, answer, actions)} ${walk(actions)} ${fixAll(state, actions)}</div>
    <ol class="findings" start=${check.firstListed + 1}>
      ${shown.map((finding) => row(finding, state, actions))}
    </ol>
    ${list.length > findingsListed ? pages(check.firstListed, list.length, actions) : nothing}`;
}

function filter({ check }: PageState, answer: ConvertAnswer, actions: Actions): TemplateResult {
  const counts = countFindings(findingsOf(answer).map(({ diagnostic }) => diagnostic));
  const severities = (["error", "warning", "info"] as const).filter((severity) => counts[severity] > 0);
  const choose = (event: Event) =>
    actions.filterFindings((event.currentTarget as HTMLSelectElement).value as SeverityFilter);
  return html`<div class="inline-field">
    <label for="finding-severity">${text("findings.filter")}</label>
    <select id="finding-severity" @change=${choose}>
      <option value="all" ?selected=${check.severity === "all"}>${text("runs.filter.all")}</option>
      ${severities.map(
        (severity) =>
          html`<option value=${severity} ?selected=${check.severity === severity}>
            ${text("findings.filter.count", { severity: text(`findings.severity.${severity}`), count: counts[severity] })}
          </option>`,
      )}
    </select>
  </div>`;
}

function walk(actions: Actions): TemplateResult {
  return html`<div class="walk">
    <button type="button" class="button small" aria-keyshortcuts="Shift+F8" @click=${() => actions.stepFinding(-1)}>
      ${text("findings.previous")}
    </button>
    <button type="button" class="button small" aria-keyshortcuts="F8" @click=${() => actions.stepFinding(1)}>
      ${text("findings.next")}
    </button>
  </div>`;
}

function fixAll(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (safelyMended(state).length === 0) return nothing;
  return html`<button type="button" class="button small" @click=${() => actions.tryFix("safe")}>
    ${text("fix.all-safe")}
  </button>`;
}

function row({ number, finding }: NumberedFinding, state: PageState, actions: Actions): TemplateResult {
  const { diagnostic } = finding;
  const isChosen = number === state.check.chosen;
  const remedy = isChosen ? remedyOf(state, finding) : undefined;
  return html`<li>
    <button
      type="button"
      class="finding"
      data-severity=${diagnostic.severity}
      aria-pressed=${isChosen}
      @click=${() => actions.chooseFinding(number)}
    >
      ${findingWords(diagnostic, documentOf(finding))}
    </button>
    ${
      remedy
        ? html`<button type="button" class="button small fix" @click=${() => actions.tryFix(number)}>
            ${phrase(fixPhrase(remedy.fix.safe ? "fix.safe" : "fix.risky", remedy.fix))}
          </button>`
        : nothing
    }
  </li>`;
}

function documentOf({ place, diagnostic }: Finding): string {
  return place.document === "part"
    ? text("findings.in-part", { number: place.index + 1 })
    : (diagnostic.file ?? "");
}

function pages(first: number, total: number, actions: Actions): TemplateResult {
  const last = Math.min(first + findingsListed, total);
  return html`<p class="pages">
    <button type="button" class="button small" ?disabled=${first === 0} @click=${() => actions.listFindings(first - findingsListed)}>
      ${text("findings.earlier")}
    </button>
    <span>${text("findings.listed", { first: first + 1, last, total: writtenNumber(total) })}</span>
    <button type="button" class="button small" ?disabled=${last >= total} @click=${() => actions.listFindings(last)}>
      ${text("findings.later")}
    </button>
  </p>`;
}
