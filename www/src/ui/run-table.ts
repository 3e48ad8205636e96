/** The runs of all parts as one table, of which the rows in sight are drawn. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { writeFragment } from "../fragment.js";
import { isFiltered, type RunLink, type RunRow } from "../runs/messages.js";
import { heightOf, rowAt, type Sizes } from "../runs/scroll.js";
import { type RunsState, rowsInSight } from "../runs/state.js";
import type { PageState } from "../state.js";
import { text, writtenDuration } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { failureBox } from "./failure.js";
import { severityIcons } from "./finding-badges.js";
import { icon } from "./icons.js";
import { linkMark } from "./link-mark.js";
import { runFilter } from "./run-filter.js";
import { statusMark } from "./status-mark.js";

/** Links that a row shows; the run's own view shows them all. */
const linksShown = 3;

/** Columns of the table. */
const columns = 6;

/** The table with its filter. */
export function runTable(state: PageState, actions: Actions): TemplateResult {
  const { runs } = state;
  return html`<section class="block">
    <div class="section-head">
      <h3 id="runs-title">${text("reports.runs")}</h3>
      <p class="muted" role="status">${amount(runs)}</p>
    </div>
    ${runFilter(state, actions)} ${runs.failure ? failureBox(runs.failure) : nothing} ${frame(runs, actions)}
  </section>`;
}

function amount({ window, filter }: RunsState): string {
  if (!window) return text("runs.coming");
  const { matches, total } = window;
  return isFiltered(filter)
    ? text("runs.matches", { matches, total })
    : text("submit.runs", { count: total });
}

function frame(runs: RunsState, actions: Actions): TemplateResult {
  const { window } = runs;
  if (window?.matches === 0) return html`<p class="note">${icon("info")} ${text("runs.no-match")}</p>`;
  const rows = window?.matches ?? 0;
  const sizes = (): Sizes => ({ rows, inSight: rowsInSight, row: rowHeight() });
  const scroll = (event: Event) =>
    actions.scrollRuns(rowAt((event.currentTarget as HTMLElement).scrollTop, sizes()));
  return html`<div
    class="table-frame runs-frame"
    role="region"
    aria-labelledby="runs-title"
    data-rows=${rows}
    @scroll=${scroll}
    @keydown=${(event: KeyboardEvent) => press(event, runs, actions)}
  >
    <div class="runs-height" .style=${`height: ${heightOf(sizes()) + headHeight()}px`}>${table(runs, rows, actions)}</div>
  </div>`;
}

function table(runs: RunsState, rows: number, actions: Actions): TemplateResult {
  return html`<table class="runs" aria-rowcount=${rows + 1} aria-colcount=${columns}>
    <caption class="visually-hidden">
      ${text("runs.caption")}
    </caption>
    <thead>
      <tr aria-rowindex="1">
        <th scope="col" class="run-status">${text("runs.status")}</th>
        <th scope="col">${text("runs.test")}</th>
        <th scope="col" class="number run-duration">${text("runs.duration")}</th>
        <th scope="col" class="run-links">${text("runs.links")}</th>
        <th scope="col" class="run-file">${text("runs.file")}</th>
        <th scope="col" class="run-findings">${text("runs.finding")}</th>
      </tr>
    </thead>
    <tbody>
      ${runs.window?.rows.map((row, index) => tableRow(row, (runs.window?.first ?? 0) + index, runs, actions))}
    </tbody>
  </table>`;
}

function tableRow(row: RunRow, position: number, { active }: RunsState, actions: Actions): TemplateResult {
  const place = visible(row.place.join(" › "));
  return html`<tr aria-rowindex=${position + 2}>
    <td>${statusMark(row.status)}</td>
    <th scope="row" class="test">
      <a
        href=${writeFragment({ step: "reports", run: row.run })}
        data-run-row=${position}
        tabindex=${position === active ? 0 : -1}
        @focus=${() => position !== active && actions.moveToRow(position)}
        ><bdi>${visible(row.name)}</bdi></a
      >
      <span class="test-place"><bdi>${place}</bdi></span>
    </th>
    <td class="number">${writtenDuration(row.duration)}</td>
    <td class="links">${links(row.links)}</td>
    <td class="run-file"><bdi>${visible(row.file ?? "")}</bdi></td>
    <td>${row.severity ? severityMark(row.severity) : nothing}</td>
  </tr>`;
}

function links(all: readonly RunLink[]): unknown {
  if (all.length === 0) return html`<span class="muted">${text("runs.no-links")}</span>`;
  const more = all.length - linksShown;
  return html`${all.slice(0, linksShown).map(linkMark)}${more > 0 ? html`<span class="muted">+${more}</span>` : nothing}`;
}

function severityMark(severity: NonNullable<RunRow["severity"]>): TemplateResult {
  return html`<span class="badge ${severity}">${icon(severityIcons[severity])} ${text(`findings.severity.${severity}`)}</span>`;
}

/** Where a key takes the keyboard to, by how many rows; the ends are further than any table is long. */
const steps: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -rowsInSight,
  PageDown: rowsInSight,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

function press(event: KeyboardEvent, { active }: RunsState, actions: Actions): void {
  const step = steps[event.key];
  if (step === undefined || event.altKey || event.metaKey) return;
  event.preventDefault();
  actions.moveToRow(active + step);
}

/** The height of a row in pixels, as the style sheet has it: it follows the size of the text. */
export function rowHeight(): number {
  return 3.25 * rootSize();
}

function headHeight(): number {
  return 2.25 * rootSize();
}

function rootSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
