/** A submission that keeps a journal: what it tells of itself becomes steps, and without them it does not go on. */

import type { SubmissionProgress, SubmittedPart } from "../index.js";
import { type Journal, type JournalStep, journalFailure } from "./journal.js";

/** A journal at work. */
export interface Journaling {
  /** Writes what has happened. */
  hear(progress: SubmissionProgress): void;
  /** Aborted when the journal cannot be written any more: nothing may be sent that it does not know. */
  signal: AbortSignal;
  /** Writes how the parts ended, and closes the journal; fails where it could not be written. */
  end(parts: readonly SubmittedPart[]): void;
}

/** Has a journal kept. */
export function journaling(journal: Journal): Journaling {
  const halt = new AbortController();
  const write = (step: JournalStep | undefined) => {
    try {
      if (step !== undefined) journal.write(step);
    } catch (error) {
      halt.abort(journalFailure(journal.path, error));
    }
  };
  return {
    hear: (progress) => write(stepOf(progress)),
    signal: halt.signal,
    end: (parts) => {
      for (const part of parts) write(endOf(part));
      journal.close();
      halt.signal.throwIfAborted();
    },
  };
}

function stepOf(progress: SubmissionProgress): JournalStep | undefined {
  switch (progress.kind) {
    case "part-sent":
      return { step: "sending", sha256: progress.part.sha256 };
    case "part-accepted":
      return { step: "accepted", sha256: progress.part.sha256, id: progress.part.id ?? "" };
    case "part-refused":
      return { step: "refused", sha256: progress.part.sha256 };
    default:
      return undefined;
  }
}

const UNENDED: ReadonlySet<string> = new Set(["queued", "running"]);

function endOf(part: SubmittedPart): JournalStep | undefined {
  if (part.id === undefined || UNENDED.has(part.status)) return undefined;
  return { step: "ended", sha256: part.sha256, id: part.id, status: part.status };
}
