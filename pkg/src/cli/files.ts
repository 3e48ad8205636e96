/**
 * The files of a command: inputs read as streams, results that appear whole or not at all.
 *
 * Files of the disk are used without promises: a process that lives for a tenth of a second spends more on its threads than on
 * waiting for the disk.
 */

import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Diagnostic } from "../types.js";
import { now } from "./clock.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, inFile } from "./failure.js";

/** Fails the command with a finding for each path that cannot be read as a file. */
export function requireReadable(paths: readonly string[]): void {
  const refused = paths.map(unreadable).filter((found) => found !== undefined);
  if (refused.length > 0) throw new CommandFailure(ExitCode.input, refused);
}

/** Why a path cannot be read as a file; `undefined` where it can. */
export function unreadable(path: string): Diagnostic | undefined {
  try {
    const found = statSync(path);
    if (found.isDirectory())
      return inFile(path, finding("file-is-directory", `"${path}" is a directory`, "name its files"));
    accessSync(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return inFile(path, systemFinding(path, error));
  }
}

/** The file's bytes; it is opened when the first are asked for. What the system refuses is an input failure. */
export async function* bytesOf(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    if (statSync(path).isFile()) {
      for (const chunk of chunksOf(path, signal)) {
        yield chunk;
        await breath();
      }
    } else yield* createReadStream(path, signal === undefined ? {} : { signal }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(ExitCode.input, [inFile(path, systemFinding(path, error))], { cause: error });
  }
}

/** Milliseconds of work after which timers and signals have their turn. */
const LONG = 50;
let breathed = now();

/** Lets timers and signals have their turn, where work that waits for nothing has kept them from it: Ctrl-C is one of them. */
export async function breath(): Promise<void> {
  if (now() - breathed < LONG) return;
  await new Promise((turn) => setImmediate(turn));
  breathed = now();
}

const CHUNK = 1 << 18;

/** What is no file of the disk, such as a named pipe, would block here until somebody writes. */
function* chunksOf(path: string, signal?: AbortSignal): Generator<Uint8Array> {
  const file = openSync(path, "r");
  try {
    for (;;) {
      signal?.throwIfAborted();
      const chunk = new Uint8Array(CHUNK);
      const length = readSync(file, chunk);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** Whether the operating system refused something; an abort is none of its refusals. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Writes one file, whole or not at all. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.${process.pid}.tmp`;
  makeFolder(dirname(path));
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw unwritable(path, error);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** A file or folder cannot be written: a usage failure, since the user named it. */
export function unwritable(path: string, error: unknown): CommandFailure {
  return new CommandFailure(ExitCode.usage, [systemFinding(path, error)], { cause: error });
}

/** The operating system's refusal in words. */
function systemFinding(path: string, error: unknown): Diagnostic {
  const { code = "unknown", message } = error as NodeJS.ErrnoException;
  const [name, words] = REFUSALS[code] ?? ["file-system", `cannot be used: ${message}`];
  return finding(name, `"${path}" ${words}`);
}

const REFUSALS: Readonly<Record<string, readonly [code: string, words: string]>> = {
  ENOENT: ["file-not-found", "does not exist"],
  EACCES: ["file-not-allowed", "may not be used by this account"],
  EPERM: ["file-not-allowed", "may not be used by this account"],
  EISDIR: ["file-is-directory", "is a directory"],
  EEXIST: ["file-exists", "is a file, not a folder"],
  ENOTDIR: ["file-not-directory", "leads through a file as if it were a folder"],
  ENOSPC: ["file-no-space", "does not fit on the disk"],
};
