/**
 * The account of a submission: what went where, and what became of it. As data it is what is saved as JSON.
 *
 * Holds no secret, and nothing of the tests but how many they are and what Octane's log says of them.
 */

import type { Diagnostic, EntityId, SubmittedPart, TaskLogLine } from "octane-payload";
import type { SchemaOrigin } from "./protocol.js";
import type { PageState } from "./state.js";
import type { SubmissionState } from "./submission-state.js";

/** The account. */
export interface Account {
  /** Times are ISO 8601. */
  readonly written: string;
  readonly began?: string | undefined;
  readonly ended?: string | undefined;
  /** The outcome of a submission that ended, else how it stands: `sending`, `paused`, `interrupted`. */
  readonly outcome: string;
  /** Why it broke off. */
  readonly failure?: { readonly kind: string; readonly message: string } | undefined;
  readonly server: string;
  readonly sharedSpace: string;
  readonly workspace: string;
  readonly skipErrors: boolean;
  /** Which schema the payloads keep to. */
  readonly schema?: SchemaOrigin | undefined;
  readonly reports: readonly AccountReport[];
  readonly parts: readonly AccountPart[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a report came to. */
export interface AccountReport {
  readonly file: string;
  readonly format: string;
  readonly cases: number;
  readonly runs: number;
  readonly dropped: number;
}

/** What became of a part. */
export interface AccountPart {
  /** Counted from 1. */
  readonly number: number;
  readonly runs: number;
  readonly sha256: string;
  readonly id?: EntityId | undefined;
  readonly status: string;
  readonly until?: string | undefined;
  /** Whether the server knew the bytes already and did not process them again. */
  readonly knownBefore: boolean;
  readonly log?: string | undefined;
  readonly lines?: readonly TaskLogLine[] | undefined;
}

/** The account as of `now`, in milliseconds since 1970. */
export function accountOf({ submission, connection }: PageState, now: number): Account {
  const { phase, outcome, failure, skipErrors, origin, diagnostics } = submission;
  const { server, sharedSpace, workspace } = origin?.address ?? connection.address;
  return {
    written: new Date(now).toISOString(),
    began: timeOf(submission.began),
    ended: timeOf(submission.ended),
    outcome: phase === "ended" ? (outcome ?? "unknown") : standing(phase),
    failure: failure && { kind: failure.kind, message: failure.message },
    server,
    sharedSpace,
    workspace,
    skipErrors,
    schema: origin?.schema,
    reports: (origin?.inputs ?? []).map(({ file, format, cases, runs, dropped }) => ({
      file,
      format,
      cases,
      runs,
      dropped,
    })),
    parts: submission.sent.map(({ index, runs, sha256 }) => partOf({ index, runs, sha256 }, submission)),
    diagnostics,
  };
}

function partOf(
  { index, runs, sha256 }: Pick<SubmittedPart, "index" | "runs" | "sha256">,
  { parts, knownBefore, lines }: SubmissionState,
): AccountPart {
  const known = parts.find((part) => part.index === index);
  return {
    number: index + 1,
    runs,
    sha256: known?.sha256 ?? sha256,
    id: known?.id,
    status: known?.status ?? "waiting",
    until: known?.until,
    knownBefore: knownBefore.has(index),
    log: known?.log,
    lines: lines.get(index),
  };
}

function standing(phase: SubmissionState["phase"]): string {
  if (phase === "failed") return "interrupted";
  return phase === "paused" ? "paused" : "sending";
}

function timeOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
