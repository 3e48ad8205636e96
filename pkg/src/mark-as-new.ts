/** Payloads that the server has processed already, marked so that it processes them once more. */

import { sha256 } from "./sha256.js";
import type { Part } from "./types.js";

/**
 * The part with a comment behind its payload: other bytes, which the server does not know, and the same tests. For a part that
 * ended as `failed` and whose cause is mended since: the same bytes would not be processed again.
 *
 * A comment after the root element changes nothing about validity or meaning, and no place in the diagnostics.
 *
 * @param mark what the comment says; the same mark gives the same bytes. Default: the time and some chance.
 */
export async function markAsNew(part: Part, mark: string = newMark()): Promise<Part> {
  const comment = new TextEncoder().encode(
    `<!-- sent anew: ${mark.replace(/[^\w.:-]/g, "_").replace(/--+/g, "-")} -->\n`,
  );
  const bytes = new Uint8Array(part.bytes.length + comment.length);
  bytes.set(part.bytes);
  bytes.set(comment, part.bytes.length);
  return { ...part, bytes, sha256: await sha256(bytes) };
}

/** A mark that no other submission has. */
export function newMark(): string {
  return `${new Date().toISOString()}.${crypto.randomUUID().slice(0, 8)}`;
}
