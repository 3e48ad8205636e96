/** The acts of submitting: send, halt, go on, give up, send anew, and take the account along. */

import type { SubmissionProgress } from "octane-payload";
import { accountOf } from "./account.js";
import { accountHtml } from "./account-html.js";
import { accountText } from "./account-text.js";
import type { Actions } from "./actions.js";
import { isCopied } from "./clipboard.js";
import { contextSaved } from "./flow/context-file.js";
import { signedOut } from "./flow.js";
import { failureOf, type Page } from "./page.js";
import type { Failure } from "./protocol.js";
import { saveFile } from "./save-file.js";
import type { PageState } from "./state.js";
import * as flow from "./submission-flow.js";
import { spokenLanguage } from "./texts/index.js";

/** The acts. */
export type SubmissionActions = Pick<
  Actions,
  | "setSkipErrors"
  | "setSendDespite"
  | "submit"
  | "pauseSubmitting"
  | "cancelSubmitting"
  | "resume"
  | "sendAnew"
  | "saveAccount"
  | "copyAccount"
>;

/** What is to become of a submission that the tester halts. */
type Halt = "pause" | "cancel";

/** The acts for a page. */
export function submissionActions(page: Page): SubmissionActions {
  let running = new AbortController();
  const begin = (change: (state: PageState) => PageState) => {
    running = new AbortController();
    page.update(change);
    void submit(page, running.signal);
  };
  const halt = (reason: Halt) => {
    page.update(flow.stopping);
    running.abort(reason);
  };
  return {
    setSkipErrors: (skipErrors) => page.update((state) => ({ ...state, skipErrors })),
    setSendDespite: (sendDespite) => page.update((state) => ({ ...state, sendDespite })),
    submit: () => begin((state) => flow.submitting(contextSaved(state), Date.now())),
    resume: () => begin(flow.resuming),
    sendAnew: () => begin((state) => flow.sendingAnew(state, newMark(), Date.now())),
    pauseSubmitting: () => halt("pause"),
    cancelSubmitting: () => {
      if (flow.isSending(page.state.submission)) halt("cancel");
      else page.update((state) => flow.cancelled(state, Date.now()));
    },
    saveAccount: (form) => saveAccount(page.state, form),
    copyAccount: () => void copyAccount(page),
  };
}

/** Unlike any other submission's. */
function newMark(): string {
  return `${new Date().toISOString()}.${crypto.randomUUID().slice(0, 8)}`;
}

/** Hands the parts over, for the first time or again, and shows what becomes of them. */
async function submit(page: Page, signal: AbortSignal): Promise<void> {
  location.hash = "follow";
  const onProgress = (progress: SubmissionProgress) => page.update((state) => flow.moved(state, progress));
  try {
    const request = flow.requestOf(page.state.submission);
    const submission = await page.worker.call("submit", request, { signal, onProgress });
    page.update((state) => flow.submitted(state, submission, Date.now()));
    page.focus("#outcome");
  } catch (error) {
    halted(page, error, signal);
  }
  await readLogs(page);
}

/** It broke off: by the tester's wish, or by itself. */
function halted(page: Page, error: unknown, { aborted, reason }: AbortSignal): void {
  const failure = failureOf(error);
  if (!aborted || failure.kind !== "aborted") {
    page.update((state) => flow.submissionFailed(state, failure, Date.now()));
    if (failure.kind === "sign-in") endSession(page, failure);
    page.focus(".failure");
    return;
  }
  const isPause = (reason as Halt) === "pause";
  page.update((state) =>
    isPause ? flow.paused(state, failure) : flow.cancelled(state, Date.now(), failure),
  );
  page.focus("#outcome");
}

/** Octane does not know the session any more, and does not take its user again: the Submit step asks for a sign-in. */
function endSession(page: Page, failure: Failure): void {
  page.update((state) => signedOut(state, failure));
  void page.worker.call("signOut", null).catch(() => undefined);
}

/** Ties the logs to what they are about; a log that cannot be read stays as the server wrote it. */
async function readLogs(page: Page): Promise<void> {
  const { submission } = page.state;
  const logs = flow.logsToRead(submission);
  if (logs.length === 0) return;
  const read = await page.worker.call("readLogs", { logs }).catch(() => []);
  if (page.state.submission.sent === submission.sent) page.update((state) => flow.logsRead(state, read));
}

function saveAccount(state: PageState, form: "json" | "html"): void {
  const account = accountOf(state, Date.now());
  const isJson = form === "json";
  const words = isJson ? `${JSON.stringify(account, null, 2)}\n` : accountHtml(account, spokenLanguage());
  const type = isJson ? "application/json" : "text/html";
  saveFile(`octane-submission.${form}`, new Blob([words], { type }));
}

async function copyAccount(page: Page): Promise<void> {
  const copied = await isCopied(accountText(accountOf(page.state, Date.now())));
  page.update((state) => ({ ...state, submission: { ...state.submission, copied } }));
}
