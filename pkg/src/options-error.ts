/** Options that cannot be used. */
import type { Diagnostic } from "./types.js";

/** An option that is not known, or has a value that it cannot have. The message says which. */
export class OptionsError extends TypeError {
  /** By which {@link isOptionsError} knows errors of other copies of this package. */
  override readonly name = "OptionsError";
  /** All that is wrong with a context file, with places; empty for other options. */
  readonly diagnostics: readonly Diagnostic[];

  /** The message says which option it is, and what is wrong with it. */
  constructor(message: string, options: ErrorOptions & { diagnostics?: readonly Diagnostic[] } = {}) {
    super(message, options);
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** Whether something that was caught is an {@link OptionsError}, also one of another copy of this package. */
export function isOptionsError(error: unknown): error is OptionsError {
  return error instanceof Error && error.name === "OptionsError" && "diagnostics" in error;
}

/** What the core makes of options; it says what is wrong with them. A trap of WebAssembly is something else. */
export function withOptions<T>(begin: () => T): T {
  try {
    return begin();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof WebAssembly.RuntimeError) throw error;
    throw new OptionsError(error.message.replace(/ at line \d+ column \d+$/, ""), { cause: error });
  }
}
