/**
 * Parts on their way to the server, on the disk: a report of any size is held one part at a time.
 *
 * Owns one file without a name, so that nothing of it is left when the process ends, however it ends.
 */

import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part } from "../types.js";

/** A part without its bytes. */
export type PartAccount = Omit<Part, "bytes">;

/** Parts that wait on the disk. */
export interface Spool {
  /** Every part that was kept, in that order. */
  readonly accounts: readonly PartAccount[];
  /** Keeps one more; the one before must be kept already. */
  keep(part: Part): Promise<void>;
  /** The parts with their bytes, each read when its turn comes. */
  parts(): AsyncGenerator<Part>;
  /** The bytes of one part. */
  bytesOf(index: number): Promise<Uint8Array>;
  /** Takes all of it away. */
  dispose(): Promise<void>;
}

/** Where the bytes of a part stand in the file. */
interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** A spool in the system's folder for temporary files, which its owner alone can read. */
export async function openSpool(): Promise<Spool> {
  const file = await openNameless();
  const accounts: PartAccount[] = [];
  const extents = new Map<number, Extent>();
  let end = 0;
  const bytesOf = (index: number) => read(file, extents.get(index));
  return {
    accounts,
    keep: async ({ bytes, ...account }) => {
      await file.appendFile(bytes);
      extents.set(account.index, { offset: end, length: bytes.length });
      end += bytes.length;
      accounts.push(account);
    },
    parts: async function* () {
      for (const account of accounts) yield { ...account, bytes: await bytesOf(account.index) };
    },
    bytesOf,
    dispose: () => file.close(),
  };
}

/** The name goes at once: what the system keeps for an open file, it frees with the process. */
async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `octane-payload-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  try {
    await rm(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file;
}

async function read(file: FileHandle, extent: Extent | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (extent === undefined) throw new RangeError("no such part was kept");
  const bytes = new Uint8Array(extent.length);
  const { bytesRead } = await file.read(bytes, 0, extent.length, extent.offset);
  if (bytesRead < extent.length) throw new Error("the file of parts is shorter than what was written to it");
  return bytes;
}
