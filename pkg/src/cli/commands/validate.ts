/** `validate`: payload files against a schema. */

import type { Command } from "commander";
import type { Schema } from "../../schema.js";
import type { Diagnostic } from "../../types.js";
import { act, type Result } from "../act.js";
import { ExitCode } from "../exit-codes.js";
import { inFile } from "../failure.js";
import { bytesOf, unreadable } from "../files.js";
import type { Cli } from "../program.js";
import { localSchema } from "../schemas.js";
import { renderTable } from "../tables.js";

interface Flags {
  schema?: string;
  json?: boolean;
}

interface ValidatedFile {
  file: string;
  valid: boolean;
  diagnostics: Diagnostic[];
}

const DESCRIPTION =
  "Validates payload files against an XSD, and says what is wrong, where, and what may stand there instead.";

/** Adds the command to the program. */
export function defineValidate(root: Command, cli: Cli): void {
  root
    .command("validate <file...>")
    .summary("check payload files against a schema")
    .description(DESCRIPTION)
    .option("--schema <xsd>", "schema to check against, instead of the bundled one")
    .option("--json", "print one JSON document instead of a table")
    .action(async (files: string[], flags: Flags) => {
      const options = { json: flags.json, empty: { valid: false, files: [] } };
      cli.finish(await act(cli, options, () => validateCommand(files, flags, cli.signal)));
    });
}

async function validateCommand(paths: string[], flags: Flags, signal: AbortSignal): Promise<Result> {
  const schema = await localSchema(flags.schema);
  const files: ValidatedFile[] = [];
  for (const path of paths) files.push(await validateFile(schema, path, signal));
  const valid = files.every((file) => file.valid);
  return {
    exitCode: valid ? ExitCode.done : ExitCode.input,
    document: { valid, files },
    diagnostics: files.flatMap((file) => file.diagnostics),
    show: ({ out }) => out.line(table(files)),
  };
}

async function validateFile(schema: Schema, file: string, signal: AbortSignal): Promise<ValidatedFile> {
  const refusal = await unreadable(file);
  if (refusal !== undefined) return { file, valid: false, diagnostics: [refusal] };
  const { valid, diagnostics } = await schema.validate(bytesOf(file, signal), { signal });
  return { file, valid, diagnostics: diagnostics.map((each) => inFile(file, each)) };
}

function table(files: readonly ValidatedFile[]): string {
  const columns = [{ title: "file" }, { title: "valid" }, { title: "findings", align: "right" } as const];
  return renderTable(
    columns,
    files.map(({ file, valid, diagnostics }) => [file, valid ? "yes" : "no", String(diagnostics.length)]),
  );
}
