/** Payloads as files: all of them under temporary names first, shown under their own once every one is written. */

import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A payload to write; its index counts from 0. */
export interface PartFile {
  index: number;
  bytes: Uint8Array;
}

/** Payloads on their way into a folder. */
export interface StagedParts {
  /** Writes one more; the folder is made if missing. */
  add(part: PartFile): void;
  /** Shows them all. Those of an earlier conversion go, so that `DIR/*.xml` is this conversion. */
  publish(): void;
  /** Takes away what was written. */
  discard(): void;
}

/** The path of a part: `part-0001.xml` and on, so that names sort as the parts do. */
export function partPath(folder: string, index: number): string {
  return join(folder, `part-${String(index + 1).padStart(4, "0")}.xml`);
}

/** Begins to write parts into a folder. What the file system refuses is thrown as it is. */
export function stageParts(folder: string): StagedParts {
  const staged: string[] = [];
  let made: string | undefined;
  const temporary = (path: string) => `${path}.${process.pid}.tmp`;
  return {
    add: ({ index, bytes }) => {
      const path = partPath(folder, index);
      made ??= mkdirSync(folder, { recursive: true });
      staged.push(path);
      writeFileSync(temporary(path), bytes);
    },
    publish: () => {
      // The earlier ones go first: whoever is cut off has parts of one conversion, and no file is written over another, for
      // which some file systems wait for the disk.
      removeParts(folder);
      for (const path of staged) renameSync(temporary(path), path);
    },
    discard: () => {
      for (const path of staged) rmSync(temporary(path), { force: true });
      if (made !== undefined) removeEmpty(resolve(folder), resolve(made));
    },
  };
}

function removeParts(folder: string): void {
  const names = namesIn(folder).filter((name) => /^part-\d{4,}\.xml$/.test(name));
  for (const name of names) rmSync(join(folder, name));
}

/** None where the folder is missing: there was no part to make it for. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return [];
  }
}

/** Removes the folders that were made, from the innermost to the outermost, as far as nobody uses them. */
function removeEmpty(innermost: string, outermost: string): void {
  try {
    rmdirSync(innermost);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
    return;
  }
  if (innermost !== outermost) removeEmpty(dirname(innermost), outermost);
}
