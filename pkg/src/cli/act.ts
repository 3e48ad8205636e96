/** How every command runs: it works, and what comes of it is shown in words, as one JSON document, or as a format of findings. */

import type { Diagnostic } from "../types.js";
import { type Environment, Variable } from "./environment.js";
import { ExitCode } from "./exit-codes.js";
import { failureOf } from "./failure.js";
import { bytesOf } from "./files.js";
import type { Sources } from "./findings.js";
import { type Format, formatOf, type OutputFlags } from "./output-flags.js";
import { printable } from "./tables.js";
import type { Terminal, Writer } from "./terminal.js";
import { startCoreQuickly } from "./wasm-flags.js";

/** What a command has of the process around it. */
export interface Surroundings {
  terminal: Terminal;
  env: Environment;
  /** Aborted by Ctrl-C and by the request to end. */
  signal: AbortSignal;
}

/** What came of a command. */
export interface Result {
  exitCode: ExitCode;
  /** What `--json` prints. */
  document: object;
  /** Every finding, for a reader in words; they stand in the document too. */
  diagnostics: readonly Diagnostic[];
  /** Writes the result in words, without the findings. */
  show(terminal: Terminal): void;
  /** Where the inputs that the findings name are read again. Default: the disk. */
  sources?: Sources;
}

/** How a result is shown; default: in words. */
type Shown = { [Flag in "json" | "format"]?: OutputFlags[Flag] | undefined };

/** Runs a command's work to its exit code. `empty` is its document when it fails before there is a result. */
export async function act(
  surroundings: Surroundings,
  options: Shown & { empty?: object },
  work: () => Promise<Result>,
): Promise<ExitCode> {
  startCoreQuickly();
  const { terminal } = surroundings;
  const result = await work().catch((error: unknown) => failed(error, options.empty ?? {}, surroundings));
  await shown(result, formatOf(options), terminal);
  return result.exitCode;
}

/** A document on standard output is alone there: the words are for who watches, on standard error. */
async function shown(result: Result, format: Format, terminal: Terminal): Promise<void> {
  if (format === "json") return terminal.out.line(JSON.stringify(result.document, null, 2));
  const isDocument = format === "gitlab" || format === "sarif";
  await inWords(result, isDocument ? { out: terminal.err, err: terminal.err } : terminal);
  if (format === "text") return;
  const { findingsAs } = await import("./formats.js");
  const text = findingsAs(format, result.diagnostics);
  if (text !== "") terminal.out.line(text);
}

function failed(error: unknown, empty: object, { terminal, env, signal }: Surroundings): Result {
  const { exitCode, diagnostics } = failureOf(error, signal);
  if (env[Variable.debug]) terminal.err.line(error instanceof Error ? `${error.stack}` : String(error));
  return { exitCode, diagnostics, document: { ...empty, diagnostics }, show: () => {} };
}

/** The findings come first: the result is what stays in view. */
async function inWords(result: Result, terminal: Terminal): Promise<void> {
  const { diagnostics, exitCode } = result;
  if (exitCode === ExitCode.usage || exitCode === ExitCode.internal) plainly(diagnostics, terminal.err);
  else if (diagnostics.length > 0) {
    const [{ renderDiagnostic }, { showFindings }] = await Promise.all([
      import("../index.js"),
      import("./findings.js"),
    ]);
    await showFindings(
      terminal.err,
      diagnostics,
      renderDiagnostic,
      result.sources ?? ((file) => bytesOf(file)),
    );
  }
  result.show(terminal);
}

/** As commander tells of wrong usage; and without the core, whose loading may be what went wrong. */
function plainly(diagnostics: readonly Diagnostic[], writer: Writer): void {
  for (const { message, help } of diagnostics) {
    writer.line(`error: ${printable(message)}`);
    if (help !== undefined) writer.line(`  help: ${printable(help)}`);
  }
}
