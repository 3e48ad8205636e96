/** Bodies of requests, read to their end but never past a bound. */

/** A body is larger than it may be. */
export class BodyTooLargeError extends Error {
  /** The bound, in bytes. */
  readonly limit: number;

  constructor(limit: number) {
    super(`the body is larger than ${limit} bytes`);
    this.name = "BodyTooLargeError";
    this.limit = limit;
  }
}

/** A body says that it is compressed, and is not, or is cut off. */
export class BodyEncodingError extends Error {
  constructor(cause: unknown) {
    super("the body is not valid gzip", { cause });
    this.name = "BodyEncodingError";
  }
}

/** The body of a request. Not every browser shows it as a stream: Firefox gives it as a whole only. */
export async function streamOf(request: Request): Promise<ReadableStream<Uint8Array> | null> {
  return request.body === undefined ? (await request.blob()).stream() : request.body;
}

/** All bytes of a stream; throws {@link BodyTooLargeError} as soon as there are more than `limit`. */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(body)) {
    size += chunk.byteLength;
    if (size > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

/** The bytes that a gzip stream holds; the bound counts what comes out of it. */
export async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBody(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), limit);
  } catch (error) {
    throw error instanceof BodyTooLargeError ? error : new BodyEncodingError(error);
  }
}

/** The chunks by a reader: not every browser iterates over streams. */
async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) yield step.value;
  } finally {
    await reader.cancel();
  }
}

function joined(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
