/** The reports as a table: what was recognised in each, what came of it, and the way to take it away. */

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions.js";
import { accountsOf, type FileAccounts, noFindings } from "../file-accounts.js";
import type { ConvertAnswer } from "../protocol.js";
import type { PageState, Report } from "../state.js";
import { text, writtenNumber, writtenSize } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { findingBadges } from "./finding-badges.js";
import { formatName } from "./format-name.js";

type ReadReport = ConvertAnswer["inputs"][number];

/** Reports of one archive that have rows of their own. */
const entriesShown = 100;

/** Reports that are listed at a time. */
const filesListed = 100;

/** The table. */
export function fileTable({ reports, conversion, firstFile }: PageState, actions: Actions): TemplateResult {
  const first = firstFile < reports.length ? firstFile : 0;
  const shown = reports.slice(first, first + filesListed);
  const known = conversion.answer && accountsOf(conversion.answer);
  return html`<section class="block">
    <h3 id="files-title">${text("reports.files")}</h3>
    <div class="table-frame" role="region" aria-labelledby="files-title" tabindex="0">
      <table class="files">
        <thead>
          <tr>
            <th scope="col">${text("files.name")}</th>
            <th scope="col">${text("files.format")}</th>
            <th scope="col" class="number">${text("files.size")}</th>
            <th scope="col" class="number">${text("files.cases")}</th>
            <th scope="col" class="number">${text("files.runs")}</th>
            <th scope="col">${text("files.results")}</th>
            <th scope="col" class="number">${text("files.dropped")}</th>
            <th scope="col">${text("files.findings")}</th>
            <th scope="col"><span class="visually-hidden">${text("page.remove")}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            shown,
            (report) => report.id,
            (report) => fileRows(report, known, actions),
          )}
        </tbody>
      </table>
    </div>
    ${reports.length > filesListed ? pages(first, reports.length, actions) : nothing}
  </section>`;
}

function pages(first: number, total: number, actions: Actions): TemplateResult {
  const last = Math.min(first + filesListed, total);
  return html`<p class="pages">
    <button type="button" class="button small" ?disabled=${first === 0} @click=${() => actions.listFiles(first - filesListed)}>
      ${text("files.earlier")}
    </button>
    <span>${text("files.listed", { first: first + 1, last, total })}</span>
    <button type="button" class="button small" ?disabled=${last >= total} @click=${() => actions.listFiles(last)}>
      ${text("files.later")}
    </button>
  </p>`;
}

/** The report; and where it is an archive, the reports in it. */
function fileRows(report: Report, known: FileAccounts | undefined, actions: Actions): TemplateResult {
  const entries = known?.entries.get(report.name) ?? [];
  const shown = entries.slice(0, entriesShown);
  return html`${fileRow(report, known, actions)} ${shown.map((entry) => entryRow(entry, report.name))}
  ${entries.length > shown.length ? moreRow(entries.length - shown.length) : nothing}`;
}

function entryRow({ file, ...read }: ReadReport, archive: string): TemplateResult {
  return html`<tr class="entry">
    <th scope="row"><bdi class="breakable">${visible(file.slice(archive.length + 1))}</bdi></th>
    <td>${formatName(read.format)}</td>
    <td></td>
    <td class="number">${count(read.cases)}</td>
    <td class="number">${count(read.runs)}</td>
    <td>${results(read)}</td>
    <td class="number">${count(read.dropped)}</td>
    <td>${codes(read)}</td>
    <td></td>
  </tr>`;
}

function moreRow(entries: number): TemplateResult {
  return html`<tr class="entry"><td colspan="9">${text("files.more", { count: entries })}</td></tr>`;
}

const resultWords = [
  ["passed", "status.Passed"],
  ["failed", "status.Failed"],
  ["skipped", "status.Skipped"],
  ["planned", "status.Planned"],
] as const;

/** The runs by status; those of no run are left out. */
function results({ statuses }: Pick<ReadReport, "statuses">): string {
  const shown = resultWords.filter(([status]) => statuses[status] > 0);
  return shown
    .map(([status, key]) => text("files.result", { status: text(key), count: statuses[status] }))
    .join(", ");
}

/** The findings about an entry, by their codes. */
function codes({ codes }: Pick<ReadReport, "codes">): string {
  const words = Object.entries(codes).map(([code, count]) => text("files.code", { code, count }));
  return words.length > 0 ? words.join(", ") : text("files.none");
}

function fileRow(report: Report, known: FileAccounts | undefined, actions: Actions): TemplateResult {
  const read = known?.inputs.get(report.name);
  const counts = known?.findings.get(report.name) ?? noFindings;
  const waiting = known && report.isOptional ? "" : "…";
  return html`<tr>
    <th scope="row"><bdi class="breakable">${visible(report.name)}</bdi></th>
    <td>${read ? formatName(read.format) : waiting === "" ? text("files.left-out") : waiting}</td>
    <td class="number">${writtenSize(report.content.size)}</td>
    <td class="number">${read ? count(read.cases) : waiting}</td>
    <td class="number">${read ? count(read.runs) : waiting}</td>
    <td>${read ? results(read) : waiting}</td>
    <td class="number">${read ? count(read.dropped) : waiting}</td>
    <td>${read ? findingBadges(counts) : waiting}</td>
    <td class="act">
      <button
        type="button"
        class="button small"
        data-remove-report
        aria-label=${text("files.remove", { name: visible(report.name) })}
        @click=${() => actions.removeReport(report.id)}
      >
        ${text("page.remove")}
      </button>
    </td>
  </tr>`;
}

function count(value: number): string {
  return writtenNumber(value);
}
