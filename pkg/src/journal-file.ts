/**
 * A journal as a file, for Node: one JSON line for each step, on the disk before the next step is taken.
 *
 * A process that is killed at any moment leaves a journal that says at least what the server knows: a part is "sending" before
 * its bytes leave, so that a part without an entry was never sent.
 *
 * @module octane-payload/journal-file
 */

import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { type Journal, type JournalStep, type KnownPart, knownParts } from "./journal.js";

/** An open file. */
export interface FileJournal extends Journal {
  /** Where it is. */
  path: string;
  /** What the file's first line says beside its format; of the earlier process, where it is continued. */
  head: Readonly<Record<string, unknown>>;
  /** What was known of the part when the file was opened. */
  find(sha256: string): KnownPart | undefined;
  /** The step is on the disk when this returns. */
  write(step: JournalStep): void;
  /** Closes the file. Nothing can be written afterwards. */
  close(): void;
}

/** How a file is opened. */
export interface FileJournalOptions {
  /** Continues what an earlier process wrote. Default: false, which begins anew. */
  resume?: boolean;
  /** What the first line of a new file says, for people and for the next process. No secret belongs there. Default: nothing. */
  head?: Readonly<Record<string, unknown>>;
}

const FORMAT = "octane-payload-journal/1";

/** Opens a journal; its folder is made if missing, and the file is for its owner alone. Throws what the file system throws. */
export function openFileJournal(path: string, options: FileJournalOptions = {}): FileJournal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const earlier = options.resume ? wholeLines(path) : "";
  const file = openSync(path, options.resume ? "a" : "w", 0o600);
  ftruncateSync(file, Buffer.byteLength(earlier));
  const head = { journal: FORMAT, ...options.head };
  if (earlier === "") append(file, head);
  const lines = earlier.split("\n").filter((line) => line !== "");
  const known = knownParts(lines.map((line) => JSON.parse(line) as JournalStep));
  return {
    path,
    head: earlier === "" ? head : (JSON.parse(lines[0] ?? "{}") as Record<string, unknown>),
    find: (sha256) => known.get(sha256),
    write: (step) => append(file, step),
    close: () => closeSync(file),
  };
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
