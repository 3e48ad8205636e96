/**
 * The page's decisions: how each act changes the state, what stands in the way of Submit, how far each step is.
 *
 * Pure: state in, state out. Knows no element, no worker and no words.
 */

import { checkOf, type FixOnTrial, firstCheck, type Undo } from "./check/state.js";
import { contextErrors } from "./context-errors.js";
import { type ContextForm, saysAnything } from "./context-form.js";
import { countFindings, type FindingCounts, findingsOf } from "./findings.js";
import { contextMistakes } from "./flow/context-mistakes.js";
import type { ConvertAnswer, ConvertProgress, Failure, SignInAnswer } from "./protocol.js";
import { firstRuns } from "./runs/state.js";
import { type PageState, type Report, type ShownFailure, type Step, steps } from "./state.js";
import { isSending } from "./submission-flow.js";

/** A report before it has a number. */
export type NewReport = Pick<Report, "name" | "content" | "isOptional">;

/** Adds reports; a name that is taken gets a number. */
export function addReports(state: PageState, added: readonly NewReport[]): PageState {
  const reports = [...state.reports];
  const names = new Set(reports.map(({ name }) => name));
  for (const report of added) {
    const id = (reports.at(-1)?.id ?? 0) + 1;
    const name = freeName(report.name, names);
    names.add(name);
    reports.push({ ...report, id, name });
  }
  return outdated({ ...state, reports, notice: undefined });
}

/** Takes a report away. */
export function removeReport(state: PageState, id: number): PageState {
  return outdated({ ...state, reports: state.reports.filter((report) => report.id !== id) });
}

/** Changes the context form. */
export function editContext(state: PageState, change: Partial<ContextForm>): PageState {
  return outdated({ ...state, context: { ...state.context, ...change } });
}

/** Lets the mistakes of a control be shown from now on. */
export function touch(state: PageState, field: string): PageState {
  return { ...state, touched: new Set([...state.touched, field]) };
}

/** Makes runs of cases in another way. */
export function editCases(state: PageState, cases: PageState["cases"]): PageState {
  return outdated({ ...state, cases });
}

/** Marks the payload as behind its reports and context. */
export function outdated(state: PageState): PageState {
  const fresh: PageState = { ...state, sendDespite: false, check: { ...state.check, trial: undefined } };
  if (state.reports.length === 0)
    return { ...fresh, conversion: { phase: "empty" }, runs: firstRuns, check: firstCheck };
  const phase = contextErrors(state.context).length > 0 ? "blocked" : "stale";
  return { ...fresh, conversion: { phase, answer: state.conversion.answer } };
}

/** The worker has begun to convert. */
export function converting(state: PageState): PageState {
  return { ...state, conversion: { ...state.conversion, phase: "running", progress: undefined } };
}

/** The worker has come so far. */
export function convertedSoFar(state: PageState, progress: ConvertProgress): PageState {
  return { ...state, conversion: { ...state.conversion, progress } };
}

/** The worker has converted. */
export function converted(state: PageState, answer: ConvertAnswer): PageState {
  return { ...state, conversion: { phase: "ready", answer }, check: checkOf(state.check, answer) };
}

/** The worker could not convert. */
export function conversionFailed(state: PageState, failure: Failure): PageState {
  const isMistake = failure.kind === "context";
  if (isMistake)
    return { ...state, conversion: { phase: "blocked", answer: state.conversion.answer, failure } };
  return { ...state, conversion: { phase: "failed", failure } };
}

/** A fix that was shown is made; what it changed can be put back. */
export function fixed(state: PageState, { description, mendings, policies }: FixOnTrial): PageState {
  const undo: Undo = policies
    ? { description, policies: state.policies }
    : {
        description,
        reports: state.reports.filter((report) => mendings?.some(({ name }) => name === report.name)),
      };
  const reports = state.reports.map((report) => {
    const mended = mendings?.find(({ name }) => name === report.name);
    return mended ? { ...report, content: mended.content } : report;
  });
  const check = { ...state.check, trial: undefined, undos: [undo, ...state.check.undos] };
  return outdated({ ...state, reports, policies: policies ?? state.policies, check });
}

/** What the last fix changed is as it was; a report that was taken away since stays away. */
export function fixUndone(state: PageState): PageState {
  const [undo, ...undos] = state.check.undos;
  if (!undo) return state;
  const check = { ...state.check, trial: undefined, undos };
  if ("policies" in undo) return outdated({ ...state, policies: undo.policies, check });
  const reports = state.reports.map((report) => {
    const before = undo.reports.find(({ id }) => id === report.id);
    return before ? { ...report, content: before.content } : report;
  });
  return outdated({ ...state, reports, check });
}

/** Octane has let the tester in; what is there is validated again when the server has a schema of its own. */
export function signedIn(state: PageState, account: string, answer: SignInAnswer): PageState {
  const { schemaDiagnostics } = answer;
  const { failure: _, ...connection } = state.connection;
  return outdated({
    ...state,
    connection: { ...connection, phase: "signed-in", account, schemaDiagnostics },
  });
}

/** The session is gone, and what the page knew through it. */
export function signedOut(state: PageState, failure?: ShownFailure): PageState {
  const { address, method } = state.connection;
  const connection = {
    address,
    method,
    phase: "signed-out",
    schemaDiagnostics: [],
    failure,
  } as const;
  return outdated({ ...state, connection, lookUp: undefined });
}

/** The worker is gone, and the session with it. A conversion that it was at tells of that itself, and is not begun anew. */
export function sessionLost(state: PageState): PageState {
  if (state.connection.phase !== "signed-in") return state;
  const { conversion } = state;
  const left = signedOut(state);
  return conversion.phase === "running" ? { ...left, conversion } : left;
}

/** What stands in the way of Submit. */
export type Obstacle =
  | "no-report"
  | "context-mistakes"
  | "converting"
  | "conversion-failed"
  | "no-run"
  | "invalid-part"
  | "report-errors"
  | "signed-out"
  | "sending";

/** What stands in the way of Submit, first things first; empty when the payload may go. */
export function obstacles(state: PageState): Obstacle[] {
  const found = payloadObstacles(state);
  if (state.connection.phase !== "signed-in") found.push("signed-out");
  if (isSending(state.submission)) found.push("sending");
  return found;
}

/** The step where an obstacle is removed. */
export function stepOf(obstacle: Obstacle): Step {
  if (obstacle === "no-report" || obstacle === "no-run" || obstacle === "conversion-failed") return "reports";
  if (obstacle === "context-mistakes") return "context";
  if (obstacle === "invalid-part" || obstacle === "report-errors") return "check";
  return obstacle === "sending" ? "follow" : "submit";
}

/** How far a step is: nothing to see yet, something to mend, in order. */
export type Progress = "open" | "attention" | "done";

/** How far each step is. */
export function progressOf(state: PageState): Record<Step, Progress> {
  const { answer, phase } = state.conversion;
  const counts = findingCounts(state);
  return {
    reports: phase === "failed" ? "attention" : answer && runCount(answer) > 0 ? "done" : "open",
    context: contextMistakes(state).length > 0 ? "attention" : saysAnything(state.context) ? "done" : "open",
    check: counts.error > 0 ? "attention" : answer && phase === "ready" ? "done" : "open",
    submit: state.connection.failure ? "attention" : state.connection.phase === "signed-in" ? "done" : "open",
    follow: followProgress(state),
  };
}

/** How many findings the conversion has, by severity. */
export function findingCounts(state: PageState): FindingCounts {
  const { answer } = state.conversion;
  return countFindings(answer ? findingsOf(answer).map((finding) => finding.diagnostic) : []);
}

/** How many runs the payload holds. */
export function runCount(answer: ConvertAnswer): number {
  return answer.parts.reduce((sum, part) => sum + part.runs, 0);
}

/** The step after, or before with `by` -1; the same at either end. */
export function stepBeside(step: Step, by: 1 | -1): Step {
  return steps[steps.indexOf(step) + by] ?? step;
}

function payloadObstacles(state: PageState): Obstacle[] {
  const { phase, answer } = state.conversion;
  if (phase === "empty") return ["no-report"];
  if (phase === "blocked") return ["context-mistakes"];
  if (phase === "failed") return ["conversion-failed"];
  if (phase !== "ready" || !answer) return ["converting"];
  if (runCount(answer) === 0) return ["no-run"];
  if (answer.parts.some((part) => !part.valid)) return ["invalid-part"];
  return countFindings(answer.diagnostics).error > 0 && !state.sendDespite ? ["report-errors"] : [];
}

function followProgress({ submission }: PageState): Progress {
  if (submission.phase === "failed" || submission.phase === "paused") return "attention";
  if (submission.phase !== "ended") return "open";
  return submission.outcome === "success" ? "done" : "attention";
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}
