/** A report in a gzip file or a zip archive, unpacked once more to be looked at. Runs in the worker. */

import type { PackedReport } from "../check/messages.js";
import { boundedBlob } from "./bounded-blob.js";
import { entriesOf, type ZipEntry } from "./zip-directory.js";

/** Most of a report that is unpacked, in bytes: the browser keeps it for as long as it is looked at. */
const mostUnpacked = 256 * 1024 * 1024;

/**
 * The bytes of the report.
 *
 * @throws {RangeError} When it is not there, is damaged, or unpacks to very much.
 */
export async function unpack({ content, entry }: PackedReport): Promise<Blob> {
  const stream =
    entry === undefined
      ? inflated(content, "gzip")
      : await entryStream(content, await entryNamed(content, entry));
  return boundedBlob(stream, mostUnpacked);
}

async function entryNamed(archive: Blob, name: string): Promise<ZipEntry> {
  const found = (await entriesOf(archive)).find((entry) => entry.name === name);
  if (!found) throw new RangeError("the archive has no such entry in its directory");
  return found;
}

/** The bytes behind the entry's own header, whose name and fields may be of other lengths than in the directory. */
async function entryStream(
  archive: Blob,
  { offset, packed, method }: ZipEntry,
): Promise<ReadableStream<Uint8Array>> {
  const header = new DataView(await archive.slice(offset, offset + 30).arrayBuffer());
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const bytes = archive.slice(start, start + packed);
  if (method === 0) return bytes.stream();
  if (method === 8) return inflated(bytes, "deflate-raw");
  throw new RangeError(`the entry is packed by method ${method}, which is not read`);
}

function inflated(bytes: Blob, format: CompressionFormat): ReadableStream<Uint8Array> {
  return bytes.stream().pipeThrough(new DecompressionStream(format));
}
