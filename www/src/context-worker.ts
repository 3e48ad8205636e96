/** Context files in the worker: read with the checks of the command line, and written. */

import { checkContext } from "octane-payload";
import { commentsOf, contentOf, readContextText, writeContextText } from "octane-payload/context-file";
import { ContextError } from "./conversion.js";
import type { ContextRead, ContextToWrite, NamedBlob } from "./protocol.js";

/** Bytes of a context file: more is something else, taken for one by mistake. */
const most = 16_000_000;

/** Reads a file. */
export async function readContext({ name, content: file }: NamedBlob): Promise<ContextRead> {
  if (file.size > most)
    throw new Error(`"${name}" has ${file.size} bytes; a context file has ${most} at most`);
  const text = await file.text();
  const { notation, file: read, faults } = await readContextText(name, text);
  if (faults.length > 0) return { faults };
  const comments = notation === "yaml" ? await commentsOf(text) : [];
  return { source: { name, notation, text, comments }, content: contentOf(read) };
}

/**
 * Writes a file.
 *
 * @throws {ContextError} When what it would say is not to be read again.
 */
export async function writeContext({ content, notation, before }: ContextToWrite): Promise<string> {
  const faults = await checkContext({ name: "context", content: JSON.stringify(content) });
  if (faults.length > 0) throw new ContextError(faults);
  return writeContextText(content, notation, before);
}
