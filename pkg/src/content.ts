/** Documents as callers have them, as chunks of bytes. */
import type { Content } from "./types.js";

/**
 * The chunks of a document.
 *
 * @throws TypeError where it is something else: a wrong type would reach the core as garbage.
 * @throws DOMException named `AbortError`, or the signal's reason, when the signal aborts.
 */
export async function* chunks(content: Content, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of source(content)) {
    signal?.throwIfAborted();
    if (!(chunk instanceof Uint8Array)) throw new TypeError("a document's chunks must be Uint8Array");
    yield* slices(chunk);
  }
}

/** What one call hands to the core: small enough to give progress and abort a chance, large enough to cost nothing. */
const SLICE = 1 << 16;

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += SLICE) yield bytes.subarray(from, from + SLICE);
}

/** A whole document as bytes. Text is marked as UTF-8, so that no encoding that it declares is heeded. */
export function bytesOf(document: string | Uint8Array): Uint8Array {
  if (document instanceof Uint8Array) return document;
  if (typeof document !== "string") throw new TypeError("a document must be a string or Uint8Array");
  return new TextEncoder().encode(document.startsWith("\uFEFF") ? document : `\uFEFF${document}`);
}

/** What can be iterated comes before the platform's classes: Node loads each of them when it is first named. */
function source(content: unknown): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  if (typeof content === "string" || content instanceof Uint8Array) return [bytesOf(content)];
  if (isIterable(content)) return content;
  if (content instanceof Blob) return read(content.stream());
  if (content instanceof ReadableStream) return read(content);
  throw new TypeError("a document must be a string, Uint8Array, Blob, ReadableStream or AsyncIterable");
}

function isIterable(content: unknown): content is AsyncIterable<Uint8Array> {
  return typeof content === "object" && content !== null && Symbol.asyncIterator in content;
}

/** Not every browser's ReadableStream is iterable by itself. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}
