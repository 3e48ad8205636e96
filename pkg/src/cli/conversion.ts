/** From the files and flags of `convert` and `submit` to parts: both write and send the same bytes, so both come here. */

import type { ConversionSummary, ExplainOptions } from "../index.js";
import type { RuleSeverities } from "../rule-options.js";
import type { Schema } from "../schema.js";
import type { Diagnostic, Part } from "../types.js";
import { type CaseFlags, caseOptionsOf } from "./case-flags.js";
import { readContextFile } from "./context-file.js";
import { type ContextFlags, contextOf } from "./context-flags.js";
import { inFile, usageFailure } from "./failure.js";
import { openInputs } from "./inputs.js";
import type { LinkPolicies } from "./link-policy.js";
import { partPath } from "./part-files.js";
import type { Progress } from "./progress.js";
import { type ReadingFlags, readingOf } from "./reading-flags.js";
import { readingMeter } from "./reading-progress.js";
import type { PartAccount } from "./spool.js";

/** The flags that decide what the parts hold. */
export interface ConversionFlags extends ContextFlags, CaseFlags, ReadingFlags {
  linkPolicy?: LinkPolicies;
  runsPerPart?: number;
  rule?: RuleSeverities;
}

/** What a conversion has beside its flags. */
export interface ConversionSurroundings {
  schema: Schema;
  signal: AbortSignal;
  /** Which tests are explained. Default: none. */
  explain?: ExplainOptions;
  /** Who is told how far it is. */
  progress?: Progress | undefined;
}

/** The parts as they become complete, checked against the schema; at the end, what became of the reports. */
export async function* convertFiles(
  files: readonly string[],
  flags: ConversionFlags,
  { progress, ...options }: ConversionSurroundings,
): AsyncGenerator<Part, ConversionSummary> {
  const [{ convertParts }, { OptionsError }] = await Promise.all([
    import("../convert.js"),
    import("../options-error.js"),
  ]);
  const context = contextOf(flags);
  const contextFile = flags.context === undefined ? undefined : await readContextFile(flags.context);
  const inputs = openInputs(files, options.signal);
  const { linkPolicy, runsPerPart, rule: rules } = flags;
  const links = { context, ...(contextFile && { contextFile }), ...(linkPolicy && { linkPolicy }) };
  const meter = progress && readingMeter(files, progress);
  try {
    const parts = convertParts(inputs, {
      ...links,
      ...(runsPerPart && { runsPerPart }),
      ...(rules && { rules }),
      ...caseOptionsOf(flags),
      ...readingOf(flags),
      ...(meter && { onProgress: meter.onProgress }),
      ...options,
    });
    return yield* meter === undefined ? parts : meter.counting(parts);
  } catch (error) {
    throw error instanceof OptionsError ? usageFailure(error.message) : error;
  }
}

/** Hands each part on and gives back what a generator returns at its end. */
export async function forEachPart<Summary>(
  parts: AsyncGenerator<Part, Summary>,
  take: (part: Part) => void | Promise<void>,
): Promise<Summary> {
  for (let next = await parts.next(); ; next = await parts.next()) {
    if (next.done) return next.value;
    await take(next.value);
  }
}

/** Every finding; those of a part name the file that the part is, or would be. */
export function findingsOf(
  summary: ConversionSummary,
  parts: readonly PartAccount[],
  folder: string,
): Diagnostic[] {
  const ofPart = (part: PartAccount) =>
    part.diagnostics.map((each) => inFile(partPath(folder, part.index), each));
  return [...summary.diagnostics, ...parts.flatMap(ofPart)];
}

/** Whether every report was read: none of them is refused, and there is at least one run. */
export function isRead(summary: ConversionSummary, parts: readonly PartAccount[]): boolean {
  return parts.length > 0 && !summary.diagnostics.some((each) => each.severity === "error");
}

/** Whether the parts may be sent. */
export function isSendable(summary: ConversionSummary, parts: readonly PartAccount[]): boolean {
  return isRead(summary, parts) && parts.every((part) => part.valid);
}
