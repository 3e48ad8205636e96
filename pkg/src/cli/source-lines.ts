/** The lines of an input that findings point at, found in one pass over a file of any size. */

import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Longest line that is kept, in UTF-16 units; reports of a single line reach gigabytes. */
const LONGEST = 1 << 20;

/**
 * The wanted lines, counted from 1. A byte order mark tells the encoding, else it is UTF-8; the lines are for eyes,
 * so a wrong byte is shown as U+FFFD.
 */
export async function sourceLines(
  bytes: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  const last = Math.max(0, ...wanted);
  let number = 1;
  let line = "";
  for await (const text of decoded(bytes)) {
    const pieces = text.split("\n");
    for (const [index, piece] of pieces.entries()) {
      if (wanted.has(number) && line.length < LONGEST) line += piece;
      if (index === pieces.length - 1) break;
      if (wanted.has(number)) found.set(number, line);
      number += 1;
      line = "";
    }
    if (number > last) return found;
  }
  if (wanted.has(number)) found.set(number, line);
  return found;
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  for await (const chunk of unpacked(bytes)) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder?.decode() ?? "";
}

/** What a gzip file holds; anything else as it is. */
async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const { done, value: first } = await iterator.next();
  if (done) return;
  const all = async function* () {
    yield first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  if (first[0] === 0x1f && first[1] === 0x8b) yield* Readable.from(all()).pipe(createGunzip());
  else yield* all();
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}
