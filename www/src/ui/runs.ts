/** The runs of the shown part as a table, a page of rows at a time. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { shownBytes } from "../flow.js";
import { type Run, type RunLink, runsOfPart } from "../payload-runs.js";
import type { PageState } from "../state.js";
import { type TextKey, text, writtenDuration } from "../texts/index.js";
import { type IconName, icon } from "./icons.js";
import { partChoice } from "./part-choice.js";

/** Rows of one page of the table. */
const rowsShown = 100;

/** The table, with the ways to its other pages and parts. */
export function runTable(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const bytes = shownBytes(state);
  if (!bytes) return nothing;
  const runs = runsOfPart(bytes);
  const shown = runs.slice(state.firstRun, state.firstRun + rowsShown);
  return html`<section class="block">
    <div class="section-head">
      <h3 id="runs-title">${text("reports.runs")}</h3>
      ${partChoice(state, actions)}
    </div>
    ${runs.length === 0 ? html`<p class="note">${text("runs.unreadable")}</p>` : table(shown)}
    ${runs.length > rowsShown ? pages(state.firstRun, runs.length, actions) : nothing}
  </section>`;
}

function table(runs: readonly Run[]): TemplateResult {
  return html`<div class="table-frame" role="region" aria-labelledby="runs-title" tabindex="0">
    <table class="runs">
      <caption class="visually-hidden">
        ${text("runs.caption")}
      </caption>
      <thead>
        <tr>
          <th scope="col">${text("runs.status")}</th>
          <th scope="col">${text("runs.test")}</th>
          <th scope="col" class="number">${text("runs.duration")}</th>
          <th scope="col">${text("runs.links")}</th>
        </tr>
      </thead>
      <tbody>
        ${runs.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row(run: Run): TemplateResult {
  return html`<tr>
    <td>${statusMark(run.status)}</td>
    <td class="test">
      <bdi class="breakable">${run.name}</bdi>
      <span class="test-place"><bdi class="breakable">${run.place.join(" › ")}</bdi></span>
    </td>
    <td class="number">${writtenDuration(run.duration)}</td>
    <td class="links">${run.links.length === 0 ? none() : run.links.map(linkMark)}</td>
  </tr>`;
}

const statuses: Readonly<Record<string, { icon: IconName; text: TextKey }>> = {
  Passed: { icon: "check", text: "status.Passed" },
  Failed: { icon: "cross", text: "status.Failed" },
  Skipped: { icon: "skip", text: "status.Skipped" },
  Planned: { icon: "clock", text: "status.Planned" },
};

function statusMark(status: string): TemplateResult {
  const known = statuses[status];
  if (!known) return html`<span class="status">${status}</span>`;
  return html`<span class="status" data-status=${status}>${icon(known.icon)} ${text(known.text)}</span>`;
}

function linkMark({ kind, target }: RunLink): TemplateResult {
  return html`<span class="link-mark"><span class="link-kind">${linkKind(kind)}</span> <bdi>${target}</bdi></span> `;
}

const linkKinds: Readonly<Record<string, TextKey>> = {
  suite_ref: "link.suite",
  program_ref: "link.program",
  release_ref: "link.release",
  release: "link.release",
  milestone_ref: "link.milestone",
  backlog_item_ref: "link.backlogItem",
  product_area_ref: "link.module",
};

/** Environment entries and test fields name their own kind. */
function linkKind(kind: string): string {
  const key = linkKinds[kind];
  return key ? text(key) : "";
}

function none(): TemplateResult {
  return html`<span class="muted">${text("runs.no-links")}</span>`;
}

function pages(first: number, total: number, actions: Actions): TemplateResult {
  const last = Math.min(first + rowsShown, total);
  return html`<p class="pages">
    <button type="button" class="button small" ?disabled=${first === 0} @click=${() => actions.showRuns(first - rowsShown)}>
      ${text("runs.earlier")}
    </button>
    <span>${text("runs.shown", { first: first + 1, last, total })}</span>
    <button type="button" class="button small" ?disabled=${last >= total} @click=${() => actions.showRuns(last)}>
      ${text("runs.later")}
    </button>
  </p>`;
}
