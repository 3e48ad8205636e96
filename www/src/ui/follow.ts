/** The fifth step: what Octane made of each part, and what to do next. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Diagnostic, SubmittedPart } from "octane-payload";
import type { Actions } from "../actions.js";
import type { PagePart } from "../protocol.js";
import type { PageState } from "../state.js";
import {
  canResume,
  endedCount,
  failedParts,
  isAtItsWorkspace,
  isOutdated,
  isSending,
  outcomeNext,
  outcomeText,
} from "../submission-flow.js";
import type { SubmissionState, WaitProgress } from "../submission-state.js";
import { taskStatus } from "../task-words.js";
import { text, writtenDuration, writtenMoment, writtenNumber } from "../texts/index.js";
import { accountBox } from "./account.js";
import { failureBox } from "./failure.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { logList } from "./task-logs.js";

/** The step. */
export function followStep(state: PageState, actions: Actions): TemplateResult {
  return panel({ step: "follow", lead: text("follow.lead"), content: content(state, actions) });
}

function content(state: PageState, actions: Actions): TemplateResult {
  const { submission } = state;
  if (submission.phase === "none") return html`<p class="note">${icon("info")} ${text("follow.empty")}</p>`;
  return html`${head(state, actions)} ${changed(state)} ${details(submission)} ${table(submission)} ${logList(state)}
  ${isSending(submission) ? nothing : accountBox(submission, actions)}`;
}

function head(state: PageState, actions: Actions): TemplateResult {
  const { submission } = state;
  if (isSending(submission)) return sending(submission, actions);
  if (submission.phase === "paused") return pause(state, actions);
  if (submission.failure) return html`${failureBox(submission.failure)} ${waysOn(state, actions)}`;
  return outcome(state, actions);
}

/** An outcome is that of what was sent, and not of what is on the page since. */
function changed(state: PageState): TemplateResult | typeof nothing {
  if (isSending(state.submission) || !isOutdated(state)) return nothing;
  return html`<p class="note" id="changed-since">
    ${icon("info")} <span>${text("follow.changed")} <a href="#submit">${text("follow.changed.next")}</a></span>
  </p>`;
}

function sending(submission: SubmissionState, actions: Actions): TemplateResult {
  const { sent, wait, phase } = submission;
  const done = endedCount(submission);
  const words = text("follow.sending", { done, total: sent.length });
  const isStopping = phase === "stopping";
  return html`<div class="sending">
      <progress max=${sent.length} value=${done} aria-label=${words}></progress>
      <p>${words}</p>
      <p class="acts">
        <button type="button" class="button small" ?disabled=${isStopping} @click=${actions.pauseSubmitting}>
          ${text("follow.pause")}
        </button>
        <button type="button" class="button small" ?disabled=${isStopping} @click=${actions.cancelSubmitting}>
          ${text("follow.give-up")}
        </button>
      </p>
    </div>
    ${wait ? html`<p class="note">${icon("clock")} ${waitWords(wait)}</p>` : nothing}`;
}

function waitWords(wait: WaitProgress): string {
  if (wait.kind === "waiting") return text(`follow.waiting.${wait.reason}`);
  return text(`follow.wait.${wait.reason}`, { time: writtenDuration(wait.ms), tries: wait.tries });
}

function pause(state: PageState, actions: Actions): TemplateResult {
  const { submission } = state;
  const words = { done: endedCount(submission), total: submission.sent.length };
  return html`<div class="outcome" id="outcome" data-outcome="paused" tabindex="-1">
    <h3>${text("follow.paused")}</h3>
    <p>${text("follow.paused.next", words)}</p>
    ${waysOn(state, actions)}
  </div>`;
}

function outcome(state: PageState, actions: Actions): TemplateResult {
  const { outcome = "unknown" } = state.submission;
  return html`<div class="outcome" id="outcome" data-outcome=${outcome} tabindex="-1">
    <p><span class="task-status" data-status=${outcome}>${taskStatus(outcome)}</span></p>
    <h3>${text(outcomeText(outcome))}</h3>
    <p>${text(outcomeNext(outcome))}</p>
    ${waysOn(state, actions)} ${anew(state, actions)}
  </div>`;
}

function waysOn(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (!canResume(state.submission)) return nothing;
  const isReady = isAtItsWorkspace(state);
  return html`${isReady ? nothing : signInFirst(state.submission)}
    <p class="acts">
      ${isReady ? html`<button type="button" class="button" @click=${actions.resume}>${text("follow.resume")}</button>` : nothing}
      <button type="button" class="button" @click=${actions.cancelSubmitting}>${text("follow.give-up")}</button>
    </p>`;
}

/** What was begun in one workspace goes on in that one. */
function signInFirst({ origin }: SubmissionState): TemplateResult {
  const { sharedSpace = "", workspace = "" } = origin?.address ?? {};
  return html`<p>
    ${text("follow.sign-in-first", { sharedSpace, workspace })} <a href="#submit">${text("look-up.sign-in")}</a>
  </p>`;
}

/** After a failure whose cause is mended in Octane, the same bytes would not be looked at again. */
function anew(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { length } = failedParts(state.submission);
  if (length === 0) return nothing;
  if (!isAtItsWorkspace(state)) return signInFirst(state.submission);
  return html`<p class="acts">
      <button type="button" class="button" aria-describedby="anew-hint" @click=${actions.sendAnew}>
        ${text("follow.anew", { count: length })}
      </button>
    </p>
    <p class="hint" id="anew-hint">${text("follow.anew.hint")}</p>`;
}

/** What the page says itself, with a button beside it; the help of these names flags of the command line. */
const saidByThePage = ["task-failed", "from-older-push"];

function details({ diagnostics }: SubmissionState): TemplateResult | typeof nothing {
  if (diagnostics.length === 0) return nothing;
  return html`<ul class="failure-details" lang="en">
    ${diagnostics.map(detail)}
  </ul>`;
}

function detail({ code, message, help }: Diagnostic): TemplateResult {
  const isHelpful = help && !saidByThePage.includes(code);
  return html`<li>${message}${isHelpful ? html`<br />${help}` : nothing}</li>`;
}

function table(submission: SubmissionState): TemplateResult {
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
        ${submission.sent.map((part) => partRow(part, submission))}
      </tbody>
    </table>
  </div>`;
}

function partRow(part: PagePart, { parts, knownBefore }: SubmissionState): TemplateResult {
  const known = parts.find(({ index }) => index === part.index);
  const status = known?.status ?? "waiting";
  return html`<tr>
    <th scope="row">${writtenNumber(part.index + 1)}</th>
    <td class="number">${writtenNumber(part.runs)}</td>
    <td>${sentWords(known, knownBefore.has(part.index))}</td>
    <td>${known?.id ?? "–"}</td>
    <td><span class="task-status" data-status=${status}>${taskStatus(status)}</span></td>
    <td>${known?.until === undefined ? "–" : writtenMoment(known.until)}</td>
  </tr>`;
}

function sentWords(known: SubmittedPart | undefined, isKnownBefore: boolean): string {
  if (known?.status === "unanswered") return text("follow.unsure");
  if (known?.id === undefined) return text("follow.no");
  return text(isKnownBefore ? "follow.known-before" : "follow.yes");
}
