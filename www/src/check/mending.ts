/** Fixes tried on reports that are payloads themselves: the reports as they would be, and what changes. Runs in the worker. */

import { applyEdits, applyFixes, type Schema } from "octane-payload";
import type { NamedBlob } from "../protocol.js";
import { diff } from "./diff.js";
import type { Mending, MendRequest } from "./messages.js";

/** Largest report that is mended, in bytes: it is held as a whole. */
export const largestMended = 32 * 1024 * 1024;

/** Changes that are shown of one report. */
const hunksShown = 20;

/** The reports that change. */
export async function mend({ reports, fixes }: MendRequest, schema: Schema): Promise<Mending[]> {
  const mended: Mending[] = [];
  for (const report of reports) {
    if (report.content.size > largestMended) continue;
    const { text, count } = await withFixes(report, fixes, schema);
    if (count > 0) mended.push(await mendingOf(report, text, count));
  }
  return mended;
}

async function withFixes(
  { content }: NamedBlob,
  fixes: MendRequest["fixes"],
  schema: Schema,
): Promise<{ text: string; count: number }> {
  const bytes = new Uint8Array(await content.arrayBuffer());
  if (fixes !== "safe") return { text: await applyEdits(bytes, fixes), count: fixes.length };
  const { document, count } = await applyFixes(bytes, { schema, fixes });
  return { text: document, count };
}

async function mendingOf({ name, content }: NamedBlob, text: string, count: number): Promise<Mending> {
  const hunks = diff(await content.text(), text);
  const shown = hunks.slice(0, hunksShown);
  return { name, content: new Blob([text]), count, hunks: shown, hidden: hunks.length - shown.length };
}
