/**
 * Reports to parts, with everything there is to say about both.
 *
 * Owns what the page asks of the core for a set of reports. Runs in the worker.
 */

import {
  type Context,
  type ConversionSummary,
  type ConvertOptions,
  checkContext,
  checkPayload,
  convertParts,
  type Diagnostic,
  type Input,
  type Part,
  type Schema,
} from "octane-payload";
import type { ContextContent } from "octane-payload/context-file";
import { largestMended } from "./check/mending.js";
import type { ConvertProgress, ConvertRequest, NamedBlob, PagePart } from "./protocol.js";
import { RunIndex } from "./runs/run-index.js";

/** What became of the reports. */
export interface PageConversion extends ConversionSummary {
  readonly parts: readonly PagePart[];
}

/** The context form says something that no context file may say, such as a regular expression that is none. */
export class ContextError extends Error {
  override readonly name = "ContextError";
  /** With the paths of a context file. */
  readonly faults: readonly Diagnostic[];

  constructor(faults: readonly Diagnostic[]) {
    super(faults.map(({ message }) => message).join("; "));
    this.faults = faults;
  }
}

/** What a request says of the way to convert. */
export function optionsOf(
  { context, linkPolicy, cases }: ConvertRequest,
  schema: Schema,
  signal: AbortSignal,
): ConvertOptions {
  return { ...cases, ...linksOf(context), linkPolicy, schema, signal };
}

/** How often progress is told, in milliseconds. */
const pace = 100;

/**
 * Converts. Reports are read in pieces, and each part is given to the browser to keep as soon as it is complete, so that neither
 * has to fit into memory. The runs are what the page asks about afterwards, a window at a time.
 *
 * @throws {ContextError} When the context says what no context file may say.
 */
export async function convertReports(
  request: ConvertRequest,
  schema: Schema,
  signal: AbortSignal,
  onProgress: (progress: ConvertProgress) => void,
): Promise<{ readonly conversion: PageConversion; readonly runs: RunIndex }> {
  await refuseFaults(request.context);
  const inputs = inputsOf(request.reports, paced(request.reports, onProgress));
  const stream = convertParts(inputs, { ...optionsOf(request, schema, signal), origins: true });
  const parts: PagePart[] = [];
  const runs = new RunIndex();
  let next = await stream.next();
  for (; !next.done; next = await stream.next()) {
    const part = kept(next.value);
    parts.push(part);
    runs.add(next.value, part.content);
  }
  const summary = next.value;
  const diagnostics = await judged(request.reports, summary, schema, signal);
  runs.finish({ inputs: summary.inputs, diagnostics });
  return { conversion: { ...summary, parts, diagnostics }, runs };
}

function inputsOf(reports: readonly NamedBlob[], tell: (bytes: number) => void): Input[] {
  return reports.map(({ name, content, isOptional = false }) => ({
    name,
    content: read(content, tell),
    optional: isOptional,
  }));
}

/** The findings; a report that is a payload already is also judged as it stands, since its author meant it for Octane. */
async function judged(
  reports: readonly NamedBlob[],
  summary: ConversionSummary,
  schema: Schema,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const payloads = reports.filter(({ name }) => isPayload(name, summary));
  const own = (await Promise.all(payloads.map((payload) => judge(payload, schema, signal)))).flat();
  const areAllJudged = payloads.length === reports.length;
  const isSaid = (found: Diagnostic) =>
    own.some((finding) => isSamePlace(found, finding) || (areAllJudged && isCount(found, finding)));
  return [...own, ...summary.diagnostics.filter((found) => !isSaid(found))];
}

/** Holds the context against what a context file may say, as the command line does. */
async function refuseFaults(content: ContextContent): Promise<void> {
  const faults = await checkContext({ name: "context", content: JSON.stringify(content) });
  if (faults.length > 0) throw new ContextError(faults);
}

/** What a context says as options. */
function linksOf(content: ContextContent): Pick<ConvertOptions, "context" | "linkRules"> {
  const { $schema: _, rules = [], ...context } = content;
  return { context: context as Context, linkRules: rules };
}

/** A part in the browser's keeping: not in the memory of the page. */
function kept({ bytes, origins: _, ...part }: Part): PagePart {
  return { ...part, content: new Blob([bytes as BlobPart], { type: "application/xml" }) };
}

async function* read(report: Blob, tell: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const reader = report.stream().getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      yield next.value;
      tell(next.value.length);
    }
  } finally {
    await reader.cancel();
  }
}

/** Adds up the bytes that were read, and tells of them now and then. */
function paced(
  reports: readonly NamedBlob[],
  onProgress: (progress: ConvertProgress) => void,
): (bytes: number) => void {
  const total = reports.reduce((sum, { content }) => sum + content.size, 0);
  let done = 0;
  let last = performance.now();
  return (bytes) => {
    done += bytes;
    if (performance.now() - last < pace) return;
    last = performance.now();
    onProgress({ done, total });
  };
}

/** Where the schema has said what is wrong and what is expected, the reader's shorter words add nothing. */
function isSamePlace(read: Diagnostic, finding: Diagnostic): boolean {
  return read.path !== "" && read.path === finding.path && read.file === finding.file;
}

/** A rule that is told at each of its places needs no count over all parts, which has no path. */
function isCount(read: Diagnostic, finding: Diagnostic): boolean {
  return read.path === "" && read.code === finding.code;
}

function isPayload(name: string, { inputs }: ConversionSummary): boolean {
  return inputs.some(({ file, format }) => file === name && format === "octane");
}

/** By schema and rules where it is not too large to be held; by the schema alone, in pieces, where it is. */
async function judge(
  { name, content }: NamedBlob,
  schema: Schema,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  if (content.size <= largestMended) {
    const bytes = new Uint8Array(await content.arrayBuffer());
    return (await checkPayload([{ name, content: bytes }], { schema })).diagnostics;
  }
  const { diagnostics } = await schema.validate(content, { signal });
  return diagnostics.map((diagnostic) => ({ ...diagnostic, file: name }));
}
