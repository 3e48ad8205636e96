/** Payloads as files: all of them under temporary names first, shown under their own once every one is written. */

import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { unwritable } from "./files.js";

/** A payload to write; its index counts from 0. */
export interface PartFile {
  index: number;
  bytes: Uint8Array;
}

/** Payloads on their way into a folder. */
export interface StagedParts {
  /** Writes one more; the folder is made if missing. */
  add(part: PartFile): Promise<void>;
  /** Shows them all. Those of an earlier conversion go, so that `DIR/*.xml` is this conversion. */
  publish(): Promise<void>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

/** The path of a part: `part-0001.xml` and on, so that names sort as the parts do. */
export function partPath(folder: string, index: number): string {
  return join(folder, `part-${String(index + 1).padStart(4, "0")}.xml`);
}

/** Begins to write parts into a folder. What the file system refuses is a usage failure. */
export function stageParts(folder: string): StagedParts {
  const staged: string[] = [];
  let made: string | undefined;
  const temporary = (path: string) => `${path}.${process.pid}.tmp`;
  return {
    add: async ({ index, bytes }) => {
      const path = partPath(folder, index);
      try {
        made ??= await mkdir(folder, { recursive: true });
        staged.push(path);
        await writeFile(temporary(path), bytes);
      } catch (error) {
        throw unwritable(folder, error);
      }
    },
    publish: async () => {
      try {
        for (const path of staged) await rename(temporary(path), path);
        await removeOtherParts(folder, staged);
      } catch (error) {
        throw unwritable(folder, error);
      }
    },
    discard: async () => {
      await Promise.all(staged.map((path) => rm(temporary(path), { force: true })));
      if (made !== undefined) await removeEmpty(resolve(folder), resolve(made));
    },
  };
}

async function removeOtherParts(folder: string, written: readonly string[]): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^part-\d{4,}\.xml$/.test(name));
  const others = names.map((name) => join(folder, name)).filter((path) => !written.includes(path));
  await Promise.all(others.map((path) => rm(path)));
}

/** Removes the folders that were made, from the innermost to the outermost, as far as nobody uses them. */
async function removeEmpty(innermost: string, outermost: string): Promise<void> {
  try {
    await rmdir(innermost);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOTEMPTY") throw error;
    return;
  }
  if (innermost !== outermost) await removeEmpty(dirname(innermost), outermost);
}
