/** Which journal belongs to a submission: the same parts to the same place in the same way continue the same one. */

import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { JournalScope } from "../journal.js";
import { type FileJournal, openFileJournal } from "../journal-file.js";
import type { Diagnostic } from "../types.js";
import type { Environment } from "./environment.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding } from "./failure.js";
import { stateFolder } from "./places.js";

/** Where a submission goes and what it consists of. */
export interface SubmissionIdentity extends JournalScope {
  parts: readonly { index: number; runs: number; sha256: string }[];
}

/** How a journal is wanted. */
export interface JournalWish {
  /** The user's folder; without one, the system's folder for such. */
  folder: string | undefined;
  resume: boolean;
  /** What the journal's head is to say beside the identity. */
  head: Readonly<Record<string, unknown>>;
}

/** A journal, or why there is none. */
export interface OpenedJournal {
  journal?: FileJournal;
  diagnostics: Diagnostic[];
  /** Closes it. One in the system's folder that nobody needs any more is taken away. */
  close(isWhole: boolean): void;
}

/**
 * Opens the journal of a submission. A folder that the user named and that cannot be used fails the command; without the system's
 * folder the submission goes on, and says that it cannot be resumed.
 */
export function openJournal(
  identity: SubmissionIdentity,
  wish: JournalWish,
  env: Environment,
): OpenedJournal {
  const path = join(wish.folder ?? join(stateFolder(env), "journals"), `${identityKey(identity)}.jsonl`);
  try {
    const journal = openFileJournal(path, { resume: wish.resume, head: { ...identity, ...wish.head } });
    return {
      journal,
      diagnostics: [],
      close: (isWhole) => close(journal, isWhole && wish.folder === undefined),
    };
  } catch (error) {
    if (wish.folder !== undefined || wish.resume) throw journalFailure(path, error);
    return { diagnostics: [unjournaled(error)], close: () => {} };
  }
}

function close(journal: FileJournal, isDone: boolean): void {
  journal.close();
  if (isDone) rmSync(journal.path, { force: true });
}

/** The journal's file cannot be read or written: a usage failure, since the user named its folder. */
export function journalFailure(path: string, cause: unknown): CommandFailure {
  const message = `the journal "${path}" cannot be used: ${(cause as Error).message}`;
  return new CommandFailure(ExitCode.usage, [finding("journal", message)], { cause });
}

function unjournaled(cause: unknown): Diagnostic {
  return {
    severity: "warning",
    code: "no-journal",
    message: `no journal is kept, so an interruption cannot be resumed: ${(cause as Error).message}`,
    path: "",
    help: "--journal <dir> names a folder for it",
  };
}

/** The name of a submission: the same bytes to the same place in the same way have the same one. */
export function identityKey(identity: SubmissionIdentity): string {
  const { server, sharedSpace, workspace, skipErrors, parts } = identity;
  const facts = [server, sharedSpace, workspace, skipErrors, ...parts.map((part) => part.sha256)];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);
}
