/** The fifth step: what Octane made of each part, and what to do next. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { SubmittedPart } from "octane-payload";
import type { Actions } from "../actions.js";
import { canResume, isUnderWay, outcomeNext, outcomeText } from "../flow.js";
import type { PagePart } from "../protocol.js";
import type { PageState, SubmissionState, WaitProgress } from "../state.js";
import { text, writtenDuration, writtenNumber } from "../texts/index.js";
import { failureBox } from "./failure.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { taskStatus } from "./task-status.js";

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
  if (submission.failure) return html`${failureBox(submission.failure)} ${resumption(submission, actions)}`;
  return outcome(submission, actions);
}

function sending({ parts, sent, wait }: SubmissionState, actions: Actions): TemplateResult {
  const done = parts.filter((part) => !isUnderWay(part)).length;
  const words = text("follow.sending", { done, total: sent.length });
  return html`<div class="sending">
      <progress max=${sent.length} value=${done} aria-label=${words}></progress>
      <p>${words}</p>
      <button type="button" class="button small" @click=${actions.stopSubmitting}>
        ${text("follow.cancel")}
      </button>
    </div>
    ${wait ? html`<p class="note">${icon("clock")} ${waitWords(wait)}</p>` : nothing}`;
}

function waitWords(wait: WaitProgress): string {
  if (wait.kind === "waiting") return text(`follow.waiting.${wait.reason}`);
  return text(`follow.wait.${wait.reason}`, { time: writtenDuration(wait.ms), tries: wait.tries });
}

function outcome(submission: SubmissionState, actions: Actions): TemplateResult {
  const { outcome = "unknown" } = submission;
  return html`<div class="outcome" id="outcome" data-outcome=${outcome} tabindex="-1">
    <p><span class="task-status" data-status=${outcome}>${taskStatus(outcome)}</span></p>
    <h3>${text(outcomeText(outcome))}</h3>
    <p>${text(outcomeNext(outcome))}</p>
    ${resumption(submission, actions)}
  </div>`;
}

function resumption(submission: SubmissionState, actions: Actions): TemplateResult | typeof nothing {
  if (!canResume(submission)) return nothing;
  return html`<p>
    <button type="button" class="button" @click=${actions.resume}>${text("follow.resume")}</button>
  </p>`;
}

function details({ diagnostics }: SubmissionState): TemplateResult | typeof nothing {
  if (diagnostics.length === 0) return nothing;
  return html`<ul class="failure-details">
    ${diagnostics.map(({ message, help }) => html`<li>${message}${help ? html`<br />${help}` : nothing}</li>`)}
  </ul>`;
}

function table({ parts, sent }: SubmissionState): TemplateResult {
  return html`<div class="table-frame" role="region" aria-label=${text("follow.parts")} tabindex="0">
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
        ${sent.map((part) =>
          partRow(
            part,
            parts.find((known) => known.index === part.index),
          ),
        )}
      </tbody>
    </table>
  </div>`;
}

function partRow(part: PagePart, known: SubmittedPart | undefined): TemplateResult {
  const status = known?.status ?? "waiting";
  return html`<tr>
    <th scope="row">${writtenNumber(part.index + 1)}</th>
    <td class="number">${writtenNumber(part.runs)}</td>
    <td>${text(known?.id === undefined ? "follow.no" : "follow.yes")}</td>
    <td>${known?.id ?? "–"}</td>
    <td><span class="task-status" data-status=${status}>${taskStatus(status)}</span></td>
    <td>${known?.until ?? "–"}</td>
  </tr>`;
}

/** The logs; those of parts that are not wholly in order stand open. */
function logs({ parts }: SubmissionState): TemplateResult | typeof nothing {
  const written = parts.map(({ log: words, status, index }) =>
    words ? log(words, status, index + 1) : nothing,
  );
  return written.every((each) => each === nothing)
    ? nothing
    : html`<h3>${text("follow.logs")}</h3>
        ${written}`;
}

function log(words: string, status: string, number: number): TemplateResult {
  const name = text("follow.log.of", { number });
  return html`<details class="log-box" ?open=${status !== "success"}>
    <summary>${name}</summary>
    <pre class="log" tabindex="0" role="region" aria-label=${name}>${words.trimEnd()}</pre>
  </details>`;
}
