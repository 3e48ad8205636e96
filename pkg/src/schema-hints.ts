/** What a document says of its schema documents, on its root element. */

import type { Core } from "./load.js";

/** A reference to a schema document, from another one or from a document that is validated. */
export interface SchemaReference {
  /** `schemaLocation` as it was written. */
  location: string;
  /** Location of the document that refers. */
  base: string;
  /** The namespace that is imported, or the including document's own; absent for none. */
  namespace?: string;
}

type HintReader = ReturnType<InstanceType<Core["Validating"]>["hints"]>;

/**
 * Reads the document up to its root element.
 *
 * @returns what it points to, and the whole document, of which the start is read again.
 */
export async function readHints(
  reader: HintReader,
  stream: AsyncGenerator<Uint8Array>,
): Promise<{ hints: SchemaReference[]; whole: AsyncGenerator<Uint8Array> }> {
  try {
    const start: Uint8Array[] = [];
    for (let next = await stream.next(); !next.done; next = await stream.next()) {
      // A copy: the caller may use the chunk's memory for the next one.
      start.push(next.value.slice());
      if (reader.push(next.value)) break;
    }
    return { hints: JSON.parse(reader.finish()) as SchemaReference[], whole: joined(start, stream) };
  } finally {
    reader.free();
  }
}

async function* joined(start: Uint8Array[], rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* start;
  yield* rest;
}
