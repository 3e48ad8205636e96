/** The fifth step: what Octane made of each part, and what to do next. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { isUnderWay, outcomeNext, outcomeText } from "../flow.js";
import type { PartReport } from "../protocol.js";
import type { PageState, SubmissionState } from "../state.js";
import { type TextKey, text } from "../texts/index.js";
import { failureBox } from "./failure.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";

/** The step. */
export function followStep({ submission }: PageState, actions: Actions): TemplateResult {
  return panel({ step: "follow", lead: text("follow.lead"), content: content(submission, actions) });
}

function content(submission: SubmissionState, actions: Actions): TemplateResult {
  if (submission.phase === "none") return html`<p class="note">${icon("info")} ${text("follow.empty")}</p>`;
  return html`${head(submission, actions)} ${details(submission)} ${table(submission)} ${logs(submission)}`;
}

function head(submission: SubmissionState, actions: Actions): TemplateResult {
  if (submission.phase === "sending") return sending(submission, actions);
  if (submission.failure) return failureBox(submission.failure);
  return outcome(submission, actions);
}

function sending({ parts, total }: SubmissionState, actions: Actions): TemplateResult {
  const done = parts.filter((part) => !isUnderWay(part)).length;
  const words = text("follow.sending", { done, total });
  return html`<div class="sending">
    <progress max=${total} value=${done} aria-label=${words}></progress>
    <p>${words}</p>
    <button type="button" class="button small" @click=${actions.stopSubmitting}>${text("follow.cancel")}</button>
  </div>`;
}

function outcome({ outcome = "unknown", parts }: SubmissionState, actions: Actions): TemplateResult {
  const running = parts.some((part) => part.id !== undefined && isUnderWay(part));
  return html`<div class="outcome" id="outcome" data-outcome=${outcome} tabindex="-1">
    <p class="outcome-status"><span class="task-status" data-status=${outcome}>${taskStatus(outcome)}</span></p>
    <h3>${text(outcomeText(outcome))}</h3>
    <p>${text(outcomeNext(outcome))}</p>
    ${
      running
        ? html`<button type="button" class="button" @click=${actions.askAgain}>${text("follow.again")}</button>`
        : nothing
    }
  </div>`;
}

function details({ diagnostics }: SubmissionState): TemplateResult | typeof nothing {
  if (diagnostics.length === 0) return nothing;
  return html`<ul class="failure-details">
    ${diagnostics.map(({ message, help }) => html`<li>${message}${help ? html`<br />${help}` : nothing}</li>`)}
  </ul>`;
}

function table({ parts, total }: SubmissionState): TemplateResult {
  const rows = Array.from({ length: Math.max(total, parts.length) }, (_, index) => parts[index]);
  return html`<div class="table-frame" role="region" aria-label=${text("follow.part")} tabindex="0">
    <table class="parts">
      <thead>
        <tr>
          <th scope="col">${text("follow.part")}</th>
          <th scope="col" class="number">${text("files.runs")}</th>
          <th scope="col">${text("follow.sent")}</th>
          <th scope="col">${text("follow.id")}</th>
          <th scope="col">${text("follow.status")}</th>
          <th scope="col">${text("follow.until")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((part, index) => partRow(part, index + 1))}
      </tbody>
    </table>
  </div>`;
}

function partRow(part: PartReport | undefined, number: number): TemplateResult {
  return html`<tr>
    <th scope="row">${number}</th>
    <td class="number">${part?.runs ?? "…"}</td>
    <td>${text(part?.id === undefined ? "follow.no" : "follow.yes")}</td>
    <td>${part?.id ?? "–"}</td>
    <td><span class="task-status" data-status=${part?.status ?? "waiting"}>${taskStatus(part?.status ?? "waiting")}</span></td>
    <td>${part?.until ?? "–"}</td>
  </tr>`;
}

/** The logs; those of parts that are not wholly in order stand open. */
function logs({ parts }: SubmissionState): TemplateResult | typeof nothing {
  const written = parts.map((part, index) => (part.log ? log(part.log, part.status, index + 1) : nothing));
  return written.every((each) => each === nothing)
    ? nothing
    : html`<h3>${text("follow.logs")}</h3>
        ${written}`;
}

function log(words: string, status: string | undefined, number: number): TemplateResult {
  const name = text("follow.log.of", { number });
  return html`<details class="log-box" ?open=${status !== "success"}>
    <summary>${name}</summary>
    <pre class="log" tabindex="0" role="region" aria-label=${name}>${words.trimEnd()}</pre>
  </details>`;
}

const statuses = [
  "queued",
  "running",
  "success",
  "warning",
  "failed",
  "refused",
  "sending",
  "waiting",
] as const;

/** A status in words; one that the documentation does not name is shown as the server wrote it. */
function taskStatus(status: string): string {
  const known = statuses.find((name) => name === status);
  return known ? text(`task.${known}` as TextKey) : status;
}
