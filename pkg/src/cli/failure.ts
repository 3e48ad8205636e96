/** The ways in which a command ends early, each as an exit code and findings that say why. */

import { exitCodes, isOctaneError } from "../octane-error.js";
import type { Diagnostic } from "../types.js";
import { ExitCode } from "./exit-codes.js";

/** Ends a command with its exit code and findings; the command line shows them. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];

  constructor(exitCode: ExitCode, diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((each) => each.message).join("; "), options);
    this.name = "CommandFailure";
    this.exitCode = exitCode;
    this.diagnostics = diagnostics;
  }
}

/** A refusal of the command line or the environment: exit code 2. */
export function usageFailure(message: string, help?: string): CommandFailure {
  return new CommandFailure(ExitCode.usage, [finding("usage", message, help)]);
}

/** An error that stands at no place of a document. */
export function finding(code: string, message: string, help?: string): Diagnostic {
  return { severity: "error", code, message, path: "", ...(help === undefined ? {} : { help }) };
}

/** Something worth knowing that stands at no place of a document. */
export function notice(code: string, message: string): Diagnostic {
  return { severity: "info", code, message, path: "" };
}

/** The same finding, with the name of the input that it is about. */
export function inFile(file: string, diagnostic: Diagnostic): Diagnostic {
  return diagnostic.file === undefined ? { ...diagnostic, file } : diagnostic;
}

/** What any error means for the caller; one that no command foresaw is a fault of this program. */
export function failureOf(error: unknown, signal: AbortSignal): CommandFailure {
  if (error instanceof CommandFailure) return error;
  if (signal.aborted)
    return new CommandFailure(ExitCode.interrupted, [interrupted(signal)], { cause: error });
  if (isOctaneError(error)) {
    return new CommandFailure(exitCodes[error.kind] as ExitCode, error.diagnostics, { cause: error });
  }
  const message = error instanceof Error ? error.message : String(error);
  const fault = finding("internal", message, "this is a fault of octane-payload; OCTANE_DEBUG=1 shows where");
  return new CommandFailure(ExitCode.internal, [fault], { cause: error });
}

function interrupted({ reason }: AbortSignal): Diagnostic {
  return finding("interrupted", reason instanceof Error ? reason.message : "stopped");
}
