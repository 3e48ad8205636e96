/**
 * A submission's journal: one JSON line per step, on the disk before the next step is taken.
 *
 * It holds where to, which parts (number, runs, SHA-256 of the bytes) and what became of each. Never a secret, never
 * a payload. A process that is killed at any moment leaves a journal that says at least what the server knows: a part
 * is "sending" before its bytes leave, so that a part without an entry was never sent.
 */

import { createHash } from "node:crypto";
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { EntityId } from "../types.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding } from "./failure.js";

/** Where a submission goes and what it consists of: the same again is the same submission. */
export interface SubmissionIdentity {
  server: string;
  sharedSpace: number;
  workspace: number;
  skipErrors: boolean;
  parts: readonly { index: number; runs: number; sha256: string }[];
}

/** One step of one part. */
export type JournalStep =
  | { step: "sending"; sha256: string }
  | { step: "accepted"; sha256: string; id: EntityId }
  | { step: "refused"; sha256: string }
  | { step: "ended"; sha256: string; id: EntityId; status: string };

/** An open journal. */
export interface Journal {
  /** The file's path. */
  path: string;
  /** The server's ids of the parts that an earlier process got accepted, by SHA-256; none in a new journal. */
  accepted: ReadonlyMap<string, EntityId>;
  /** Writes a step; it is on the disk when this returns. */
  write(step: JournalStep): void;
  close(): void;
}

const FORMAT = "octane-payload-journal/1";

/**
 * Opens the journal of a submission in the folder, which is made if missing. With `resume` the steps of an earlier
 * process are read and continued; without, the journal begins anew.
 */
export function openJournal(
  folder: string,
  identity: SubmissionIdentity,
  options: { resume: boolean },
): Journal {
  const path = join(folder, `${identityKey(identity)}.jsonl`);
  try {
    mkdirSync(folder, { recursive: true });
    const earlier = options.resume ? wholeLines(path) : "";
    const file = openSync(path, options.resume ? "a" : "w", 0o600);
    ftruncateSync(file, Buffer.byteLength(earlier));
    if (earlier === "") append(file, { journal: FORMAT, ...identity });
    return {
      path,
      accepted: acceptedParts(earlier),
      write: (step) => append(file, step),
      close: () => closeSync(file),
    };
  } catch (error) {
    throw journalFailure(path, error);
  }
}

/** The journal's file cannot be read or written: a usage failure, since the user named its folder. */
export function journalFailure(path: string, cause: unknown): CommandFailure {
  const message = `the journal "${path}" cannot be used: ${(cause as Error).message}`;
  return new CommandFailure(ExitCode.usage, [finding("journal", message)], { cause });
}

/** The name of a submission: the same bytes to the same place in the same way have the same one. */
export function identityKey(identity: SubmissionIdentity): string {
  const { server, sharedSpace, workspace, skipErrors, parts } = identity;
  const facts = [server, sharedSpace, workspace, skipErrors, ...parts.map((part) => part.sha256)];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);
}

function append(file: number, entry: object): void {
  writeSync(file, `${JSON.stringify({ ...entry, at: new Date().toISOString() })}\n`);
  fsyncSync(file);
}

/** The journal's text up to its last line end: a line that was cut by a kill never happened. */
function wholeLines(path: string): string {
  const text = readIfThere(path);
  return text.slice(0, text.lastIndexOf("\n") + 1);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function acceptedParts(text: string): Map<string, EntityId> {
  const entries = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as JournalStep);
  const accepted = entries.filter((entry) => entry.step === "accepted");
  return new Map(accepted.map(({ sha256, id }) => [sha256, id]));
}
