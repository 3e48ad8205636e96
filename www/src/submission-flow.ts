/**
 * The page's decisions about a submission: how it begins, halts, goes on and ends, and what can be done next.
 *
 * Pure: state in, state out. Knows no element, no worker, no clock and no words.
 */

import type { Submission, SubmissionProgress, SubmittedPart } from "octane-payload";
import type { Failure, PagePart, ReadLog, SubmitRequest } from "./protocol.js";
import type { PageState } from "./state.js";
import { noSubmission, type SubmissionState } from "./submission-state.js";
import type { TextKey } from "./texts/index.js";

/** The parts that are shown are on their way. */
export function submitting(state: PageState, began: number): PageState {
  const { conversion, connection, skipErrors, reports, cases } = state;
  const { parts: sent = [], inputs = [], schema = { from: "bundled" } } = conversion.answer ?? {};
  const runCounts = sent.map(({ runs }) => runs);
  const origin = { reports, cases, runCounts, inputs, schema, address: connection.address };
  const submission = { ...noSubmission, phase: "sending", sent, origin, skipErrors, began } as const;
  return { ...state, step: "follow", submission };
}

/** The parts that were handed over go on from where they stand. */
export function resuming(state: PageState): PageState {
  const { outcome: _, failure: __, ended: ___, ...submission } = state.submission;
  return { ...state, submission: { ...submission, phase: "sending", diagnostics: [] } };
}

/** The parts that failed are sent once more, with a mark by which the server takes their bytes for new ones. */
export function sendingAnew(state: PageState, mark: string, began: number): PageState {
  const { origin, skipErrors } = state.submission;
  const sent = failedParts(state.submission);
  const submission = { ...noSubmission, phase: "sending", sent, origin, skipErrors, mark, began } as const;
  return { ...state, submission };
}

/** The tester has asked for a halt. */
export function stopping(state: PageState): PageState {
  return { ...state, submission: { ...state.submission, phase: "stopping", wait: undefined } };
}

/** What is handed to the worker; parts that Octane has are to be followed and not to be sent. */
export function requestOf({ sent, parts, skipErrors, mark }: SubmissionState): SubmitRequest {
  const withIds = sent.map((part) => {
    const id = parts.find((known) => known.index === part.index)?.id;
    return id === undefined ? part : { ...part, id };
  });
  return { parts: withIds, skipErrors, ...(mark !== undefined && { mark }) };
}

/** Something happened on the way. */
export function moved(state: PageState, progress: SubmissionProgress): PageState {
  const { submission } = state;
  if (progress.kind === "progress") return state;
  if (progress.kind === "wait" || progress.kind === "waiting")
    return { ...state, submission: { ...submission, wait: progress } };
  const parts = "part" in progress ? withPart(submission.parts, progress.part) : submission.parts;
  const isKnown = progress.kind === "part-accepted" && progress.fromOlderPush;
  const knownBefore = isKnown
    ? new Set([...submission.knownBefore, progress.part.index])
    : submission.knownBefore;
  return { ...state, submission: { ...submission, parts, knownBefore, wait: undefined } };
}

function withPart(parts: readonly SubmittedPart[], part: SubmittedPart): SubmittedPart[] {
  return [...parts.filter(({ index }) => index !== part.index), part].sort((a, b) => a.index - b.index);
}

/** Every part has come to an end, or the time for it was over. */
export function submitted(
  state: PageState,
  { outcome, parts, diagnostics }: Submission,
  ended: number,
): PageState {
  const phase = "ended";
  return { ...state, submission: { ...state.submission, phase, outcome, parts, diagnostics, ended } };
}

/** The submission broke off; what is known of its parts stays. */
export function submissionFailed(state: PageState, failure: Failure, ended: number): PageState {
  return { ...state, submission: { ...known(state.submission, failure), phase: "failed", failure, ended } };
}

/** The submission halts as it was asked to; it can go on. */
export function paused(state: PageState, failure?: Failure): PageState {
  return { ...state, submission: { ...known(state.submission, failure), phase: "paused" } };
}

/** The submission is given up: what Octane has stays with it, and nothing more is sent. */
export function cancelled(state: PageState, ended: number, failure?: Failure): PageState {
  const submission = known(state.submission, failure);
  return { ...state, submission: { ...submission, phase: "ended", outcome: "cancelled", ended } };
}

function known(submission: SubmissionState, failure: Failure | undefined): SubmissionState {
  const parts = failure?.parts ?? submission.parts;
  return { ...submission, parts, wait: undefined, diagnostics: [], failure: undefined };
}

/** Logs were read. */
export function logsRead(state: PageState, logs: readonly ReadLog[]): PageState {
  const lines = new Map([
    ...state.submission.lines,
    ...logs.map(({ index, lines }) => [index, lines] as const),
  ]);
  return { ...state, submission: { ...state.submission, lines } };
}

/** The logs that say more than that all is well, each with the bytes that it is about. */
export function logsToRead({
  sent,
  parts,
}: SubmissionState): { index: number; log: string; part: PagePart }[] {
  return parts.flatMap(({ index, log, status }) => {
    const part = sent.find((each) => each.index === index);
    return log && part && status !== "success" ? [{ index, log, part }] : [];
  });
}

/** Whether Octane has not yet ended with a part. */
export function isUnderWay({ status }: SubmittedPart): boolean {
  return status === "sending" || status === "queued" || status === "running";
}

/** How many parts have come to their end. */
export function endedCount({ parts }: SubmissionState): number {
  return parts.filter((part) => !isUnderWay(part)).length;
}

/** Whether the worker is at it. */
export function isSending({ phase }: SubmissionState): boolean {
  return phase === "sending" || phase === "stopping";
}

/** Whether there is something left that handing the parts over again would bring on. */
export function canResume({ phase, outcome, sent, parts }: SubmissionState): boolean {
  if (phase === "failed" || phase === "paused") return true;
  if (phase !== "ended" || outcome === "cancelled") return false;
  return parts.length < sent.length || parts.some(isUnderWay);
}

/** Whether the session is one with the workspace that the parts went to: only there they are known by their ids. */
export function isAtItsWorkspace({ submission, connection }: PageState): boolean {
  const went = submission.origin?.address;
  const { phase, address } = connection;
  const names = ["way", "server", "relay", "sharedSpace", "workspace"] as const;
  return phase === "signed-in" && names.every((name) => went?.[name] === address[name]);
}

/** Whether other bytes would be sent now than were: nothing is said while the payload is made anew. */
export function isOutdated({ submission, conversion }: PageState): boolean {
  const { sent, origin } = submission;
  const parts = conversion.answer?.parts;
  if (conversion.phase !== "ready" || !parts || !origin) return false;
  const isSame = ({ index, sha256 }: PagePart) => parts[index]?.sha256 === sha256;
  return parts.length !== origin.runCounts.length || !sent.every(isSame);
}

/** The parts that Octane took and could not process. The same bytes again would change nothing about that. */
export function failedParts({ phase, sent, parts }: SubmissionState): readonly PagePart[] {
  if (phase !== "ended") return [];
  const failed = new Set(parts.filter(({ status }) => status === "failed").map(({ index }) => index));
  return sent.filter(({ index }) => failed.has(index));
}

const outcomes = ["success", "warning", "failed", "running", "refused", "cancelled"] as const;

/** The words for an outcome; a status that the documentation does not name has words of its own. */
export function outcomeText(outcome: string): TextKey {
  const known = outcomes.find((name) => name === outcome);
  return known ? `outcome.${known}` : "outcome.unknown";
}

/** What to do next after an outcome. */
export function outcomeNext(outcome: string): TextKey {
  const known = outcomes.find((name) => name === outcome);
  return known ? `outcome.${known}.next` : "outcome.unknown.next";
}
