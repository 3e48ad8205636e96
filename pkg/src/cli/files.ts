/** The files of a command: inputs read as streams, results that appear whole or not at all. */

import { createReadStream } from "node:fs";
import { access, constants, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Diagnostic } from "../types.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, inFile } from "./failure.js";

/** Fails the command with a finding for each path that cannot be read as a file. */
export async function requireReadable(paths: readonly string[]): Promise<void> {
  const findings = await Promise.all(paths.map(unreadable));
  const refused = findings.filter((found) => found !== undefined);
  if (refused.length > 0) throw new CommandFailure(ExitCode.input, refused);
}

/** Why a path cannot be read as a file; `undefined` where it can. */
export async function unreadable(path: string): Promise<Diagnostic | undefined> {
  try {
    const found = await stat(path);
    if (found.isDirectory())
      return inFile(path, finding("file-is-directory", `"${path}" is a directory`, "name its files"));
    await access(path, constants.R_OK);
    return undefined;
  } catch (error) {
    return inFile(path, systemFinding(path, error));
  }
}

/** The file's bytes; it is opened when the first are asked for. What the system refuses is an input failure. */
export async function* bytesOf(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, signal === undefined ? {} : { signal }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CommandFailure(ExitCode.input, [inFile(path, systemFinding(path, error))], { cause: error });
  }
}

/** Whether the operating system refused something; an abort is none of its refusals. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** Writes one file, whole or not at all. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await makeFolder(dirname(path));
  try {
    await writeFile(temporary, content);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritable(path, error);
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
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
