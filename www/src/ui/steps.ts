/** The path, always in sight: the five steps with how far each of them is. */

import { html, type TemplateResult } from "lit-html";
import { linksSet } from "../context-form.js";
import { contextMistakes } from "../flow/context-mistakes.js";
import { findingCounts, type Progress, progressOf, runCount } from "../flow.js";
import { type PageState, type Step, steps } from "../state.js";
import { endedCount } from "../submission-flow.js";
import { taskStatus } from "../task-words.js";
import { text } from "../texts/index.js";
import { icon } from "./icons.js";

/** The list of steps. */
export function stepList(state: PageState): TemplateResult {
  const progress = progressOf(state);
  return html`<nav class="steps" aria-label=${text("page.steps")}>
    <ol>
      ${steps.map((step, index) => stepLink(state, step, index + 1, progress[step]))}
    </ol>
  </nav>`;
}

function stepLink(state: PageState, step: Step, number: number, progress: Progress): TemplateResult {
  return html`<li>
    <a href="#${step}" aria-current=${state.step === step ? "step" : "false"} data-progress=${progress}>
      <span class="step-mark" aria-hidden="true">${stepMark(number, progress)}</span>
      <span class="step-name">${text(`step.${step}`)}</span>
      <span class="step-summary">${stepSummary(state, step)}</span>
      <span class="visually-hidden">, ${text(`progress.${progress}`)}</span>
    </a>
  </li>`;
}

function stepMark(number: number, progress: Progress): TemplateResult | number {
  if (progress === "done") return icon("check");
  return progress === "attention" ? icon("alert") : number;
}

function stepSummary(state: PageState, step: Step): string {
  return { reports, context, check, submit, follow }[step](state);
}

function reports({ conversion }: PageState): string {
  if (conversion.phase === "running" || conversion.phase === "stale") return text("summary.reading");
  if (!conversion.answer) return text("summary.reports.none");
  return text("summary.reports", { count: runCount(conversion.answer) });
}

function context(state: PageState): string {
  const mistakes = contextMistakes(state).length;
  if (mistakes > 0) return text("summary.context.mistakes", { count: mistakes });
  const [links, rules] = [linksSet(state.context), state.context.rules.length];
  if (links + rules === 0) return text("summary.context.none");
  const parts = [
    ...(links > 0 ? [text("summary.context", { count: links })] : []),
    ...(rules > 0 ? [text("summary.context.rules", { count: rules })] : []),
  ];
  return parts.join(", ");
}

function check(state: PageState): string {
  const { error, warning, info } = findingCounts(state);
  if (!state.conversion.answer) return text("summary.check.none");
  if (error > 0) return text("summary.check.errors", { count: error });
  const count = warning + info;
  return count === 0 ? text("summary.check.clean") : text("summary.check", { count });
}

function submit({ connection }: PageState): string {
  return text(connection.phase === "signed-in" ? "summary.submit.signed-in" : "summary.submit.signed-out");
}

function follow({ submission }: PageState): string {
  if (submission.phase === "none") return text("summary.follow.none");
  if (submission.phase === "failed") return text("summary.follow.broken");
  if (submission.phase === "paused") return taskStatus("paused");
  if (submission.outcome) return taskStatus(submission.outcome);
  return text("summary.follow.sending", {
    done: endedCount(submission),
    total: submission.sent.length,
  });
}
