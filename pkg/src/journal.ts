/**
 * Journals of submissions: what was sent, taken and ended, by the hash of each part, so that an interrupted submission goes on
 * where it stopped. Neither secrets nor payloads stand in one.
 */

import type { SubmissionProgress, SubmittedPart } from "./submission.js";
import type { EntityId } from "./types.js";

/** Where parts go: the same bytes to another place, or in another way, are another submission. */
export interface JournalScope {
  /** Base URL, as the client has it. */
  server: string;
  /** Id of the shared space. */
  sharedSpace: EntityId;
  /** Id of the workspace. */
  workspace: EntityId;
  /** Whether the server leaves out what it cannot resolve: the same bytes may then come to something else. */
  skipErrors: boolean;
}

/** One step of one part, which is known by the SHA-256 of its bytes. */
export type JournalStep =
  | {
      /** `sending`: the bytes are about to leave, and the server may have them from now on; `refused`: it does not take them. */
      step: "sending" | "refused";
      /** In hexadecimal digits. */
      sha256: string;
    }
  | {
      /** The server has taken the part. */
      step: "accepted";
      /** In hexadecimal digits. */
      sha256: string;
      /** The server's task. */
      id: EntityId;
    }
  | {
      /** The server's task is over. */
      step: "ended";
      /** In hexadecimal digits. */
      sha256: string;
      /** The server's task. */
      id: EntityId;
      /** How it ended: `success`, `warning` or `failed`. */
      status: string;
    };

/** What a journal knows of a part that the server has taken. */
export interface KnownPart {
  /** The server's task. */
  id: EntityId;
  /** The status in which the task ended, where it has. */
  status?: string;
}

/** Keeps the steps of a submission. {@link OctaneClient.submit} asks it for each part and tells it of each step. */
export interface Journal {
  /** What is known of the part with these bytes; undefined where the server is not known to have taken it. */
  find(sha256: string): KnownPart | undefined | Promise<KnownPart | undefined>;
  /**
   * Takes a step. One that returns a promise is waited for at the end of the submission at the latest; one that throws or rejects
   * ends the submission, since nothing may be sent that is not written down.
   */
  write(step: JournalStep): void | Promise<void>;
}

/** The documented ends. Any other word may yet be followed by one of these: whoever resumes asks again. */
const ENDS: ReadonlySet<string> = new Set(["success", "warning", "failed"]);

/** The steps that a progress tells of. */
export function stepOf(progress: SubmissionProgress): JournalStep | undefined {
  switch (progress.kind) {
    case "part-sent":
      return { step: "sending", sha256: progress.part.sha256 };
    case "part-accepted":
      return endOf(progress.part) ?? acceptance(progress.part);
    case "part-refused":
      return { step: "refused", sha256: progress.part.sha256 };
    case "status":
      return endOf(progress.part);
    default:
      return undefined;
  }
}

function acceptance({ sha256, id }: SubmittedPart): JournalStep | undefined {
  return id === undefined ? undefined : { step: "accepted", sha256, id };
}

function endOf({ sha256, id, status }: SubmittedPart): JournalStep | undefined {
  if (id === undefined || !ENDS.has(status)) return undefined;
  return { step: "ended", sha256, id, status };
}

/** What the steps of a journal come to, by the hash of the part: the latest step counts. */
export function knownParts(steps: Iterable<JournalStep>): Map<string, KnownPart> {
  const known = new Map<string, KnownPart>();
  for (const step of steps) {
    if (step.step === "refused") known.delete(step.sha256);
    else if (step.step === "accepted") known.set(step.sha256, { id: step.id });
    else if (step.step === "ended") known.set(step.sha256, { id: step.id, status: step.status });
  }
  return known;
}

/** Writes a submission's steps into its journal, and stops the submission where that fails. */
export class JournalKeeper {
  /** Aborted when a step cannot be written. */
  readonly halt: AbortController = new AbortController();
  readonly #journal: Journal;
  #writing: Promise<void> = Promise.resolve();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Writes what has happened, where it is a step. */
  hear(progress: SubmissionProgress): void {
    const step = stepOf(progress);
    if (step === undefined) return;
    try {
      const written = this.#journal.write(step);
      if (written !== undefined)
        this.#writing = Promise.all([this.#writing, written]).then(() => {}, this.#stop);
    } catch (error) {
      this.#stop(error);
    }
  }

  /** Waits for every step; gives the reason where one could not be written. */
  async end(): Promise<unknown> {
    await this.#writing;
    return this.halt.signal.reason;
  }

  readonly #stop = (error: unknown): void => this.halt.abort(error);
}
