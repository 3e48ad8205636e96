/** `validate` at work: each file against the schema, and what there is to say about it. */

import type { Schema } from "../schema.js";
import type { Diagnostic } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { ExitCode } from "./exit-codes.js";
import { inFile } from "./failure.js";
import { bytesOf, unreadable } from "./files.js";
import { localSchema } from "./schemas.js";
import { renderTable } from "./tables.js";

/** The flags of `validate`. */
export interface ValidateFlags {
  schema?: string;
  json?: boolean;
}

interface ValidatedFile {
  file: string;
  valid: boolean;
  diagnostics: Diagnostic[];
}

/** Validates the files as the flags say. */
export async function validateFiles(
  paths: string[],
  flags: ValidateFlags,
  { signal }: Surroundings,
): Promise<Result> {
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
  const refusal = unreadable(file);
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
