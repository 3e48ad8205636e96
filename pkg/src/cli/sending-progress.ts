/** How far the sending of parts is, and what it waits for. */

import type { SubmissionProgress } from "../index.js";
import { now } from "./clock.js";
import type { Progress } from "./progress.js";
import { counted, type Stage, sizeWords, type Waiting } from "./progress-words.js";
import { REASONS } from "./submission-words.js";

/** Shows what a submission of so many parts tells of itself. */
export function sendingMeter(progress: Progress, parts: number): (told: SubmissionProgress) => void {
  const none = { parts: 0, runs: 0, bytes: 0 };
  let far = { accepted: none, ended: none };
  let waiting: Waiting | undefined;
  const stage = (): Stage => {
    const { accepted, ended } = far;
    const isSent = accepted.parts >= parts;
    return {
      what: isSent ? "sent; the server links and stores the results" : "sending",
      share: (accepted.parts + ended.parts) / (2 * parts),
      figures: [
        `${accepted.parts} of ${counted(parts, "part")} taken`,
        `${ended.parts} ended`,
        counted(accepted.runs, "test"),
        sizeWords(accepted.bytes),
      ],
      waiting,
    };
  };
  return (told) => {
    if (told.kind === "progress") far = told;
    else waiting = waitingOf(told);
    progress.show(stage);
  };
}

/** What is waited for from now on; undefined where it goes on. */
function waitingOf(told: SubmissionProgress): Waiting | undefined {
  if (told.kind !== "wait" && told.kind !== "waiting") return undefined;
  const { ms, reason } = told;
  const until = ms > 0 && told.kind === "wait" ? now() + ms : undefined;
  return { why: REASONS[reason] ?? reason, until };
}
