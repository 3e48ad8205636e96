/** What the client throws, and how it ends a process. */

import type { Submission, SubmissionOutcome } from "./submission.js";
import type { Diagnostic } from "./types.js";

/**
 * What kind of thing went wrong:
 *
 * - `usage`: the client's own options cannot be used
 * - `parts`: there was no next part to be had, or it is not valid; `cause` has the error where one was thrown
 * - `sign-in`: the credentials are refused, or the session ends again after a new sign-in
 * - `permission`: signed in, but not allowed to do this
 * - `network`: the server cannot be reached (address, proxy, TLS, connection, redirect)
 * - `unavailable`: the server is there and cannot serve: overloaded, down, broken, or too slow
 * - `refused`: the server refuses the request as it is
 * - `not-found`: the workspace or the task does not exist there
 * - `protocol`: the answer is not one that Octane gives, such as a web page
 * - `aborted`: the caller's signal ended it
 */
export type OctaneErrorKind =
  | "usage"
  | "parts"
  | "sign-in"
  | "permission"
  | "network"
  | "unavailable"
  | "refused"
  | "not-found"
  | "protocol"
  | "aborted";

/** Exit code of a process for each {@link OctaneErrorKind} and each {@link SubmissionOutcome}. */
export const exitCodes: Readonly<Record<OctaneErrorKind | SubmissionOutcome, number>> = {
  success: 0,
  warning: 0,
  usage: 2,
  empty: 3,
  parts: 3,
  "sign-in": 4,
  permission: 4,
  network: 5,
  unavailable: 5,
  protocol: 5,
  refused: 6,
  "not-found": 6,
  failed: 7,
  unknown: 7,
  running: 8,
  aborted: 130,
};

/** What an {@link OctaneError} may hold beside its diagnostics. */
export interface OctaneErrorDetails {
  /** The submission that it ended, with every part that was delivered. */
  submission?: Submission;
  /** What it comes from: what was thrown, or the reason of the caller's signal. */
  cause?: unknown;
}

/** Something that could not be done. It holds no secret. */
export class OctaneError extends Error {
  /** By which {@link isOctaneError} knows errors of other copies of this package. */
  override readonly name = "OctaneError";
  /** What kind of thing went wrong. */
  readonly kind: OctaneErrorKind;
  /** What there is to say; the first error among them is the message. */
  readonly diagnostics: Diagnostic[];
  /** Of a submission: every part that was delivered, with what is known about it. Nothing accepted is lost. */
  readonly submission?: Submission;

  /** The first error among the diagnostics, or else the first of them, is the message. */
  constructor(kind: OctaneErrorKind, diagnostics: Diagnostic[], details: OctaneErrorDetails = {}) {
    super(messageOf(diagnostics), details.cause === undefined ? undefined : { cause: details.cause });
    this.kind = kind;
    this.diagnostics = diagnostics;
    if (details.submission !== undefined) this.submission = details.submission;
  }

  /** How a process should end because of it: one of {@link exitCodes}. */
  get exitCode(): number {
    return exitCodes[this.kind];
  }
}

/** Whether something that was caught is an {@link OctaneError}, also one of another copy of this package. */
export function isOctaneError(error: unknown): error is OctaneError {
  return error instanceof Error && error.name === "OctaneError" && "kind" in error && "diagnostics" in error;
}

function messageOf(diagnostics: Diagnostic[]): string {
  const first = diagnostics.find(({ severity }) => severity === "error") ?? diagnostics[0];
  return first?.message ?? "it could not be done";
}
