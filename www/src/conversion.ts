/**
 * Reports to parts, with everything there is to say about both.
 *
 * Owns what the page asks of the core for a set of reports. Runs in the worker.
 */

import { type Conversion, convert, type Diagnostic, type Schema } from "octane-payload";
import type { ConvertRequest, NamedBlob } from "./protocol.js";

/** Converts; a report that is a payload already is also judged as it stands, since its author meant it for Octane. */
export async function convertReports(
  { reports, context, linkPolicy, cases }: ConvertRequest,
  schema: Schema,
  signal: AbortSignal,
): Promise<Conversion> {
  const conversion = await convert(reports, { ...cases, context, linkPolicy, schema, signal });
  const payloads = reports.filter(({ name }) => isPayload(name, conversion));
  const judged = (await Promise.all(payloads.map((payload) => judge(payload, schema, signal)))).flat();
  const others = conversion.diagnostics.filter(
    (read) => !judged.some((finding) => isSamePlace(read, finding)),
  );
  return { ...conversion, diagnostics: [...judged, ...others] };
}

/** Where the schema has said what is wrong and what is expected, the reader's shorter words add nothing. */
function isSamePlace(read: Diagnostic, finding: Diagnostic): boolean {
  return read.path !== "" && read.path === finding.path && read.file === finding.file;
}

function isPayload(name: string, { inputs }: Conversion): boolean {
  return inputs.some(({ file, format }) => file === name && format === "octane");
}

async function judge(
  { name, content }: NamedBlob,
  schema: Schema,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const { diagnostics } = await schema.validate(content, { signal });
  return diagnostics.map((diagnostic) => ({ ...diagnostic, file: name }));
}
