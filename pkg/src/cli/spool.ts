/** Parts on their way to the server, on the disk: a report of any size is held one part at a time. */

import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part } from "../types.js";
import { partPath } from "./part-files.js";

/** A part without its bytes. */
export type PartAccount = Omit<Part, "bytes">;

/** Parts that wait on the disk. */
export interface Spool {
  /** Every part that was kept, in that order. */
  readonly accounts: readonly PartAccount[];
  /** Keeps one more. */
  keep(part: Part): Promise<void>;
  /** The parts with their bytes, each read when its turn comes. */
  parts(): AsyncGenerator<Part>;
  /** The bytes of one part. */
  bytesOf(index: number): Promise<Uint8Array>;
  /** The same as a stream; undefined for what is no part. */
  streamOf(index: number): AsyncIterable<Uint8Array>;
  /** Takes all of it away. */
  dispose(): Promise<void>;
}

/** A spool in the system's folder for temporary files, which its owner alone can read. */
export async function openSpool(): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), "octane-payload-"));
  const accounts: PartAccount[] = [];
  const pathOf = (index: number) => partPath(folder, index);
  const bytesOf = (index: number) => readFile(pathOf(index));
  return {
    accounts,
    keep: async ({ bytes, ...account }) => {
      await writeFile(pathOf(account.index), bytes, { mode: 0o600 });
      accounts.push(account);
    },
    parts: async function* () {
      for (const account of accounts)
        yield { ...account, bytes: new Uint8Array(await bytesOf(account.index)) };
    },
    bytesOf,
    streamOf: (index) => createReadStream(pathOf(index)) as AsyncIterable<Uint8Array>,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
