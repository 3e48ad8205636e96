/** The logs of submitted parts, tied to what they name. */

import type { SubmittedPart, TaskLogLine } from "../index.js";
import type { Spool } from "./spool.js";
import { isOver } from "./submission-words.js";

/** A part with the messages of its log. */
export type ReadPart = SubmittedPart & { logLines?: TaskLogLine[] };

/** Reads the logs that have something to say: those of parts that did not simply succeed. */
export async function withReadLogs(parts: readonly SubmittedPart[], spool: Spool): Promise<ReadPart[]> {
  const { readTaskLog } = await import("../index.js");
  return Promise.all(
    parts.map(async (part) => {
      if (!part.log || !isOver(part)) return part;
      const { lines } = await readTaskLog(part.log, new Uint8Array(await spool.bytesOf(part.index)));
      return lines.length > 0 ? { ...part, logLines: lines } : part;
    }),
  );
}
