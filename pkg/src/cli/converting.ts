/** `convert` at work: payloads under their names once every report is read, or an explanation and nothing written. */

import type { ConversionSummary, ExplainOptions } from "../index.js";
import type { Part } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { type ConversionFlags, convertFiles, findingsOf, forEachPart, isRead } from "./conversion.js";
import { inputTable, partTable, type WrittenPart } from "./conversion-words.js";
import { ExitCode } from "./exit-codes.js";
import { explanationTables } from "./explanation-words.js";
import { usageFailure } from "./failure.js";
import { identityTables } from "./identity-words.js";
import type { OutputFlags } from "./output-flags.js";
import { partPath, type StagedParts, stageParts } from "./part-files.js";
import { withProgress } from "./progress.js";
import { localSchema } from "./schemas.js";
import type { PartAccount } from "./spool.js";

/** The flags of `convert`. */
export interface ConvertFlags extends ConversionFlags, OutputFlags {
  out?: string;
  explain?: boolean;
  explainTest?: string;
  schema?: string;
}

/** What is kept of a part once its bytes are on the disk. */
type StagedPart = PartAccount & { length: number };

/** Converts the files as the flags say. */
export async function convertFlagged(
  files: string[],
  flags: ConvertFlags,
  surroundings: Surroundings,
): Promise<Result> {
  const { out } = flags;
  const explain = explainOf(flags);
  if (out === undefined && !explain) throw usageFailure("required option '-o, --out <dir>' not specified");
  const schema = await localSchema(flags.schema);
  const { signal } = surroundings;
  return withProgress(surroundings, flags, (progress) => {
    const options = { schema, signal, progress, ...(explain && { explain }) };
    const conversion = convertFiles(files, flags, options);
    return out === undefined || explain ? explained(conversion) : converted(conversion, out);
  });
}

/** Tests that are explained where none is named. */
const FIRST_TESTS = 5;

function explainOf({ explain, explainTest }: ConvertFlags): ExplainOptions | undefined {
  if (explainTest !== undefined) return { when: { name: explainTest } };
  return explain ? { limit: FIRST_TESTS } : undefined;
}

/** What the first cases become and are linked to, with the findings that say what was guessed. */
async function explained(conversion: AsyncGenerator<Part, ConversionSummary>): Promise<Result> {
  const { inputs, identities, explanations, conflicts, diagnostics } = await forEachPart(
    conversion,
    () => {},
  );
  return {
    exitCode: identities.length > 0 ? ExitCode.done : ExitCode.input,
    document: { inputs, identities, explanations, conflicts, diagnostics },
    diagnostics,
    show: ({ out }) => {
      out.line(identities.length > 0 ? identityTables(identities) : "no test case is read");
      if (explanations.length > 0) out.line(`\n${explanationTables(explanations)}`);
    },
  };
}

async function converted(
  conversion: AsyncGenerator<Part, ConversionSummary>,
  folder: string,
): Promise<Result> {
  const staged = stageParts(folder);
  try {
    return await convertInto(staged, conversion, folder);
  } catch (error) {
    staged.discard();
    throw error;
  }
}

async function convertInto(
  staged: StagedParts,
  conversion: AsyncGenerator<Part, ConversionSummary>,
  folder: string,
): Promise<Result> {
  const parts: StagedPart[] = [];
  const summary = await forEachPart(conversion, (part) => {
    staged.add(part);
    const { bytes, ...account } = part;
    parts.push({ ...account, length: bytes.length });
  });
  const isUsable = isRead(summary, parts);
  if (isUsable) staged.publish();
  else staged.discard();
  return resultOf(summary, isUsable ? parts : [], folder);
}

/** A part that is not valid is written and told all the same: its findings point into it. */
function resultOf(summary: ConversionSummary, parts: readonly StagedPart[], folder: string): Result {
  const { inputs, conflicts } = summary;
  const written = parts.map((part) => writtenPart(part, folder));
  const diagnostics = findingsOf(summary, parts, folder);
  const isValid = parts.length > 0 && parts.every((part) => part.valid);
  return {
    exitCode: isValid ? ExitCode.done : ExitCode.input,
    document: { inputs, parts: written, conflicts, diagnostics },
    diagnostics,
    show: ({ out }) => {
      out.line(inputTable(inputs));
      out.line(written.length === 0 ? "\nnothing written" : `\n${partTable(written)}`);
    },
  };
}

function writtenPart({ index, runs, length, sha256, valid }: StagedPart, folder: string): WrittenPart {
  return { file: partPath(folder, index), runs, bytes: length, sha256, valid };
}
