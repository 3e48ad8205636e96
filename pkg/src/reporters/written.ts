/** What a conversion wrote: parts as files, one of which is in memory at a time. */

import { readFile } from "node:fs/promises";
import type { ConversionSummary } from "../index.js";
import { partPath } from "../part-files.js";
import type { Part } from "../types.js";

/** A part without its bytes. */
export type WrittenPart = Omit<Part, "bytes">;

/** Parts on the disk, and what became of the tests. */
export interface Written {
  folder: string;
  summary: ConversionSummary;
  parts: readonly WrittenPart[];
}

/** Whether there is something to send and nothing that forbids it. */
export function isSendable({ summary, parts }: Written): boolean {
  const hasError = summary.diagnostics.some(({ severity }) => severity === "error");
  return parts.length > 0 && !hasError && parts.every(({ valid }) => valid);
}

/** The parts with their bytes, each read when its turn comes. */
export async function* readParts({ folder, parts }: Written): AsyncGenerator<Part> {
  for (const part of parts) {
    const bytes = await readFile(partPath(folder, part.index));
    yield { ...part, bytes: new Uint8Array(bytes) };
  }
}
