/** The parts of a payload as one zip file, written part by part. Runs in the worker. */

import { Zip, ZipDeflate } from "fflate";
import type { PagePart } from "./protocol.js";

/** The date of every entry: the same parts are the same file. The first that zip files can hold. */
const date = new Date(1980, 0, 1);

/** Packs the parts under the names that the command line gives them. */
export async function zipParts(parts: readonly PagePart[], signal: AbortSignal): Promise<Blob> {
  const pieces: Blob[] = [];
  let fault: Error | null = null;
  const zip = new Zip((error, piece) => {
    fault ??= error;
    pieces.push(new Blob([piece as BlobPart]));
  });
  for (const { index, content } of parts) {
    signal.throwIfAborted();
    const entry = new ZipDeflate(`part-${String(index + 1).padStart(4, "0")}.xml`, { level: 6 });
    entry.mtime = date;
    zip.add(entry);
    entry.push(new Uint8Array(await content.arrayBuffer()), true);
  }
  zip.end();
  if (fault) throw fault;
  return new Blob(pieces, { type: "application/zip" });
}
