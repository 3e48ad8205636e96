/** `validate` at work: each file against the schema and the rules of the documentation, and what there is to say about it. */

import { readFileSync, statSync } from "node:fs";
import type { NamedPayload } from "../check.js";
import type { Diagnostic } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { ExitCode } from "./exit-codes.js";
import { finding, inFile } from "./failure.js";
import { breath, unreadable } from "./files.js";
import type { OutputFlags } from "./output-flags.js";
import { type Progress, withProgress } from "./progress.js";
import { counted, type Stage, sizeWords } from "./progress-words.js";
import { totalSize } from "./reading-progress.js";
import { localSchema } from "./schemas.js";
import { renderTable } from "./tables.js";

/** The flags of `validate`. */
export interface ValidateFlags extends OutputFlags {
  schema?: string;
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
  surroundings: Surroundings,
): Promise<Result> {
  const { checkEach } = await import("../check.js");
  const schema = await localSchema(flags.schema);
  const refused = new Map(paths.map((file) => [file, refusalOf(file)] as const));
  const readable = paths.filter((file) => refused.get(file) === undefined);
  const checked = new Map<string, ValidatedFile>();
  await withProgress(surroundings, flags, async (progress) => {
    const payloads = payloadsOf(readable, surroundings.signal, progress);
    for await (const { name, valid, diagnostics } of checkEach(payloads, { schema, rules: flags.rule ?? {} }))
      checked.set(name, { file: name, valid, diagnostics: diagnostics.map((each) => inFile(name, each)) });
  });
  const files = paths.map((file) => checked.get(file) ?? refusedFile(file, refused.get(file)));
  return resultOf(files);
}

async function* payloadsOf(
  paths: readonly string[],
  signal: AbortSignal,
  progress: Progress | undefined,
): AsyncGenerator<NamedPayload> {
  let bytes = 0;
  for (const [index, name] of paths.entries()) {
    progress?.show(() => stageOf(paths, index, bytes));
    const content = new Uint8Array(readFileSync(name));
    yield { name, content };
    bytes += content.length;
    await breath();
    signal.throwIfAborted();
  }
}

function stageOf(paths: readonly string[], index: number, bytes: number): Stage {
  const total = totalSize(paths);
  return {
    what: `checking ${paths[index]}`,
    share: total === undefined ? undefined : bytes / total,
    figures: [`${index} of ${counted(paths.length, "file")}`, sizeWords(bytes, total)],
  };
}

/** The server's own default for a payload, as the documentation has it. */
const MOST_BYTES = 100 * 1024 * 1024;

function refusalOf(file: string): Diagnostic | undefined {
  const refusal = unreadable(file);
  if (refusal !== undefined || statSync(file).size <= MOST_BYTES) return refusal;
  const message = `"${file}" has more than ${MOST_BYTES} bytes, which no server takes`;
  return inFile(file, finding("payload-too-large", message, "convert cuts reports into parts"));
}

function refusedFile(file: string, refusal: Diagnostic | undefined): ValidatedFile {
  return { file, valid: false, diagnostics: refusal === undefined ? [] : [refusal] };
}

function resultOf(files: readonly ValidatedFile[]): Result {
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const valid = files.every((file) => file.valid);
  const isRefused = !valid || diagnostics.some(({ severity }) => severity === "error");
  return {
    exitCode: isRefused ? ExitCode.input : ExitCode.done,
    document: { valid, files },
    diagnostics,
    show: ({ out }) => out.line(table(files)),
  };
}

function table(files: readonly ValidatedFile[]): string {
  const columns = [{ title: "file" }, { title: "valid" }, { title: "findings", align: "right" } as const];
  return renderTable(
    columns,
    files.map(({ file, valid, diagnostics }) => [file, valid ? "yes" : "no", String(diagnostics.length)]),
  );
}
