/** What became of the last Submit, as one immutable value. */

import type { Diagnostic, SubmissionProgress, SubmittedPart, TaskLogLine } from "octane-payload";
import type { PageCases } from "./case-form.js";
import type { ConvertAnswer, Failure, NamedBlob, PagePart, SchemaOrigin, ServerAddress } from "./protocol.js";

/** Why nothing moves: a request waits for another try, or everything waits. */
export type WaitProgress = Extract<SubmissionProgress, { kind: "wait" | "waiting" }>;

/** Where parts came from, and where they go. */
export interface SubmissionOrigin {
  readonly reports: readonly NamedBlob[];
  readonly cases: PageCases;
  /** Runs of each part of the payload, also of those that were not sent once more. */
  readonly runCounts: readonly number[];
  readonly inputs: ConvertAnswer["inputs"];
  readonly schema: SchemaOrigin;
  readonly address: ServerAddress;
}

/** What became of the last Submit. */
export interface SubmissionState {
  /** `stopping`: the tester has paused or cancelled, and the worker is about to hear of it. */
  readonly phase: "none" | "sending" | "stopping" | "paused" | "ended" | "failed";
  /** The parts that were handed over, as they were shown. */
  readonly sent: readonly PagePart[];
  /** How each part stands; parts that had no turn yet are absent. */
  readonly parts: readonly SubmittedPart[];
  /** Present once there was one. */
  readonly origin?: SubmissionOrigin | undefined;
  /** Whether the server was asked to leave out what it cannot resolve. */
  readonly skipErrors: boolean;
  /** By which the bytes of these parts differ from those that were sent before; absent where they are those on show. */
  readonly mark?: string | undefined;
  /** The parts, by index, whose bytes the server knew already and did not process again. */
  readonly knownBefore: ReadonlySet<number>;
  /** The lines of logs that have been read, by the part's index. */
  readonly lines: ReadonlyMap<number, readonly TaskLogLine[]>;
  /** When it began, in milliseconds since 1970; present once it did. */
  readonly began?: number | undefined;
  /** When it came to its end; absent until then. */
  readonly ended?: number | undefined;
  /** Why nothing moves for a while; absent where something does. */
  readonly wait?: WaitProgress | undefined;
  readonly outcome?: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether the account was copied, or could not be; absent where nobody asked for it. */
  readonly copied?: boolean | undefined;
  readonly failure?: Failure | undefined;
}

/** Nothing was submitted yet. */
export const noSubmission: SubmissionState = {
  phase: "none",
  sent: [],
  parts: [],
  skipErrors: false,
  knownBefore: new Set(),
  lines: new Map(),
  diagnostics: [],
};
