/** What a submission comes to, and what happens on the way, as data. */

import type { Diagnostic, EntityId } from "./types.js";

/**
 * What the server made of a submission, the worst of its parts:
 *
 * - `success`: everything is in
 * - `warning`: everything is in, with something left out; the log names it
 * - `failed`: a part was accepted and could not be processed; the log has the cause
 * - `refused`: a part was refused
 * - `running`: the time was over before the end of every part; ask again with {@link OctaneClient.status}
 * - `unknown`: a part ended with a status that is not documented, or its status is not to be had any more
 * - `empty`: there was no part
 */
export type SubmissionOutcome =
  | "success"
  | "warning"
  | "failed"
  | "refused"
  | "running"
  | "unknown"
  | "empty";

/** What became of one part. */
export interface SubmittedPart {
  /** Which part, as in {@link Part}. */
  index: number;
  /** Runs in it. */
  runs: number;
  /** Of the bytes that were sent, in hexadecimal. */
  sha256: string;
  /** The server's task; absent as long as the server has not taken the part. */
  id?: EntityId;
  /**
   * The server's last word: `queued`, `running`, `success`, `warning`, `failed`, or another as it was written. Without
   * `id`: `sending` (on its way), `not-sent` (it never left, or a busy server put it off each time), `refused`, or
   * `unanswered` (sent, and no answer came: the server may have it; sending it again is safe).
   */
  status: string;
  /** Until when the server keeps the task, as it writes it. */
  until?: string;
  /** The server's log; absent where it was not to be had. */
  log?: string;
}

/** A submission at its end. */
export interface Submission {
  /** One of {@link SubmissionOutcome}; in {@link OctaneError.submission} the error's kind. */
  outcome: string;
  /** Every part that was delivered, in that order. */
  parts: SubmittedPart[];
  /** What there is to say about the whole and about parts, with the next step where there is one. */
  diagnostics: Diagnostic[];
  /** What it cost. */
  traffic: Traffic;
}

/** The requests of a submission, and its time in milliseconds. What is waited for nothing of it is our own work. */
export interface Traffic {
  /** Requests that left, tries included. */
  requests: number;
  /** Tries beyond the first of each request. */
  retries: number;
  /** Bytes of payloads that left, tries included and before any compression. */
  payloadBytes: number;
  /** The whole. */
  totalMs: number;
  /** Waited because as many requests had left as may in a second. */
  paceMs: number;
  /** Waited for answers. */
  answerMs: number;
  /** Waited for the end of what the server had taken. */
  processingMs: number;
  /** Waited for another try, since the server was busy. */
  busyMs: number;
  /** Waited for another try, since the connection had failed. */
  connectionMs: number;
  /** Waited for the caller's next part. */
  partsMs: number;
}

/** How much of a submission. */
export interface Amount {
  /** Payloads, of at most 1000 runs each. */
  parts: number;
  /** Runs of tests in the parts. */
  runs: number;
  /** Bytes of the payloads, before any compression. */
  bytes: number;
}

/** A task as the server tells of it. */
export interface TaskStatus {
  /** Number of the task, as the server gave it when it took the part. */
  id: EntityId;
  /** In lower case where it is a documented word, as written where not. */
  status: string;
  /** Until when the server keeps the task, as it writes it. */
  until?: string;
  /** What went wrong, in the server's words. */
  errorDetails?: string;
  /** Whether the server knew the bytes already and did not process them again. */
  fromOlderPush: boolean;
}

/** What happens on the way of a submission. */
export type SubmissionProgress =
  | {
      /** `sign-in`: one is sent, at the start or after a session ended; `sign-out`: one is sent. */
      kind: "sign-in" | "sign-out";
    }
  | {
      /** A part is sent, for the first time or again. */
      kind: "part-sent";
      /** The part, `sending`. */
      part: SubmittedPart;
      /** Bytes of the payload, before any compression. */
      bytes: number;
    }
  | {
      /** The server has taken a part: from here on it is not lost. */
      kind: "part-accepted";
      /** The part, with the `id` of its task. */
      part: SubmittedPart;
      /** Whether the server knew the bytes already and does not process them again. */
      fromOlderPush: boolean;
    }
  | {
      /** `part-refused`: the server does not take a part; `status`: it has told its status; `log`: its log has come. */
      kind: "part-refused" | "status" | "log";
      /** The part as it stands now. */
      part: SubmittedPart;
    }
  | {
      /** A request waits for another try. */
      kind: "wait";
      /** Milliseconds. */
      ms: number;
      /** `busy`: the server is overloaded or down; `connection`: the connection failed. */
      reason: "busy" | "connection";
      /** Method and path. */
      request: string;
      /** How often it was tried. */
      tries: number;
    }
  | {
      /** Nothing can be done for a while. */
      kind: "waiting";
      /** Milliseconds, at most; 0 where it is not known. */
      ms: number;
      /**
       * `pace`: as many requests have left as may in a second; `processing`: the server works on what it has taken.
       */
      reason: "pace" | "processing";
    }
  | {
      /** How far it is. */
      kind: "progress";
      /** What the caller has given; it grows as long as parts come. */
      given: Amount;
      /** What the server has taken. */
      accepted: Amount;
      /** What has come to its end, well or badly. */
      ended: Amount;
    }
  | {
      /** All is over. */
      kind: "done";
      /** As in {@link Submission}. */
      outcome: string;
    };
