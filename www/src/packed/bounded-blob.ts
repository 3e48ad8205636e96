/** A stream of unknown length in the browser's keeping, up to a bound: a few bytes may unpack to very many. */

/**
 * All bytes of a stream.
 *
 * @throws {RangeError} When there are more than `most` of them; the rest is not read.
 */
export async function boundedBlob(stream: ReadableStream<Uint8Array>, most: number): Promise<Blob> {
  const pieces: Blob[] = [];
  const reader = stream.getReader();
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.length;
      if (length > most) throw new RangeError(`it unpacks to more than ${most} bytes`);
      pieces.push(new Blob([next.value as BlobPart]));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return new Blob(pieces);
}
