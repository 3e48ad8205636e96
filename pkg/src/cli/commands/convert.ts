/** `convert`: reports into payload files. */

import type { Command } from "commander";
import type { ConversionSummary, ExplainOptions } from "../../index.js";
import type { Part } from "../../types.js";
import { act, type Result, type Surroundings } from "../act.js";
import { addCaseOptions } from "../case-flags.js";
import { addContextOptions } from "../context-flags.js";
import { type ConversionFlags, convertFiles, findingsOf, forEachPart, isRead } from "../conversion.js";
import { inputTable, partTable, type WrittenPart } from "../conversion-words.js";
import { ExitCode } from "../exit-codes.js";
import { explanationTables } from "../explanation-words.js";
import { usageFailure } from "../failure.js";
import { identityTables } from "../identity-words.js";
import { addLinkPolicyOption } from "../link-policy.js";
import { partPath, type StagedParts, stageParts } from "../part-files.js";
import type { Cli } from "../program.js";
import { addReadingOptions } from "../reading-flags.js";
import { localSchema } from "../schemas.js";
import type { PartAccount } from "../spool.js";

interface Flags extends ConversionFlags {
  out?: string;
  explain?: boolean;
  explainTest?: string;
  schema?: string;
  json?: boolean;
}

/** What is kept of a part once its bytes are on the disk. */
type StagedPart = PartAccount & { length: number };

const DESCRIPTION =
  "Turns test reports into payloads of at most 1000 tests, checked against the schema: part-0001.xml and on. " +
  "Nothing is written unless every report is read; parts of an earlier conversion in the folder are replaced.";

/** Adds the command to the program. */
export function defineConvert(root: Command, cli: Cli): void {
  const command = root
    .command("convert <file...>")
    .summary("turn reports into payload files")
    .description(DESCRIPTION)
    .option("-o, --out <dir>", "folder for the parts; made if missing")
    .option("--explain", "show what the first cases become, what they are linked to and why; write nothing")
    .option("--explain-test <name>", "the same for the tests of that name, a glob")
    .option("--schema <xsd>", "schema to check against, instead of the bundled one")
    .option("--json", "print one JSON document instead of tables");
  addLinkPolicyOption(command);
  addReadingOptions(command);
  addCaseOptions(addContextOptions(command)).action(async (files: string[], flags: Flags) => {
    const options = { json: flags.json, empty: { inputs: [], parts: [] } };
    cli.finish(await act(cli, options, () => convertCommand(files, flags, cli)));
  });
}

async function convertCommand(files: string[], flags: Flags, { signal }: Surroundings): Promise<Result> {
  const { out } = flags;
  const explain = explainOf(flags);
  if (out === undefined && !explain) throw usageFailure("required option '-o, --out <dir>' not specified");
  const schema = await localSchema(flags.schema);
  const conversion = convertFiles(files, flags, { schema, signal, ...(explain && { explain }) });
  return out === undefined || explain ? explained(conversion) : converted(conversion, out);
}

/** Tests that are explained where none is named. */
const FIRST_TESTS = 5;

function explainOf({ explain, explainTest }: Flags): ExplainOptions | undefined {
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
    await staged.discard();
    throw error;
  }
}

async function convertInto(
  staged: StagedParts,
  conversion: AsyncGenerator<Part, ConversionSummary>,
  folder: string,
): Promise<Result> {
  const parts: StagedPart[] = [];
  const summary = await forEachPart(conversion, async (part) => {
    await staged.add(part);
    const { bytes, ...account } = part;
    parts.push({ ...account, length: bytes.length });
  });
  const isUsable = isRead(summary, parts);
  await (isUsable ? staged.publish() : staged.discard());
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
