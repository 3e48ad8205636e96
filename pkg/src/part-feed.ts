/** Parts, pulled one at a time as the core asks for them. */

import type { Journal } from "./journal.js";
import type { Diagnostic, EntityId, Part } from "./types.js";

/**
 * A part to submit. With the `id` of a task the server has it already: it is followed and not sent, unless the server does not
 * know the task any more. With the `status` in which that task ended, nothing is asked for it.
 */
export interface PartToSubmit extends Part {
  /** The server's task, as a journal or an earlier submission has it. Default: none, the part is sent. */
  id?: EntityId;
  /** The status in which that task ended. Default: not known, it is asked for. */
  status?: string;
}

/** Any order of parts: an array, a generator, a stream of a conversion that still runs. */
export type Parts = Iterable<PartToSubmit> | AsyncIterable<PartToSubmit>;

/** A part as the core takes it. */
type Fed = Omit<PartToSubmit, "id"> & { id?: string };

/** Gives the core one part after the other. */
export class PartFeed {
  /** What pulling the next part threw. */
  failure: unknown;
  readonly #iterator: Iterator<PartToSubmit> | AsyncIterator<PartToSubmit>;
  readonly #journal: Journal | undefined;
  #isOpen = true;

  /** @param journal knows what became of parts earlier. */
  constructor(parts: Parts, journal?: Journal) {
    this.#journal = journal;
    this.#iterator = Symbol.asyncIterator in parts ? parts[Symbol.asyncIterator]() : parts[Symbol.iterator]();
  }

  /** The next part, nothing at the end, or why there is none: a diagnostic as JSON. Never rejects. */
  readonly next = async (): Promise<Fed | string | undefined> => {
    try {
      const { done, value } = await this.#iterator.next();
      if (done) this.#isOpen = false;
      return done ? undefined : sendable(await this.#known(value));
    } catch (error) {
      this.#isOpen = false;
      this.failure = error;
      return JSON.stringify(diagnosticOf(error));
    }
  };

  async #known(part: PartToSubmit): Promise<PartToSubmit> {
    if (part.id !== undefined || this.#journal === undefined) return part;
    const known = await this.#journal.find(part.sha256);
    return known === undefined ? part : { ...part, ...known };
  }

  /**
   * Lets the source clean up where it was not read to its end. Waits for nothing, since the source may be busy; what its
   * cleaning up throws is kept as the failure and changes nothing about what was submitted.
   */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const closing = async () => this.#iterator.return?.();
    closing().catch((error: unknown) => {
      this.failure ??= error;
    });
  }
}

function sendable({ id, ...part }: PartToSubmit): Fed | string {
  if (id !== undefined) return { ...part, id: String(id) };
  if (part.bytes instanceof Uint8Array && part.valid !== false) return part;
  const diagnostic: Diagnostic =
    part.valid === false
      ? {
          severity: "error",
          code: "part-invalid",
          message: `part ${part.index + 1} does not hold to the schema and is not sent`,
          path: "",
          help: "its diagnostics say where; where the server's schema is another one, convert with that",
        }
      : { severity: "error", code: "part-unreadable", message: "a part has no bytes", path: "" };
  return JSON.stringify(diagnostic);
}

/** The first thing that the error itself says as a diagnostic, or its message as one. */
function diagnosticOf(error: unknown): Diagnostic {
  const told = (error as { diagnostics?: Diagnostic[] } | undefined)?.diagnostics;
  const first = Array.isArray(told)
    ? (told.find(({ severity }) => severity === "error") ?? told[0])
    : undefined;
  if (first !== undefined) return first;
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: "error",
    code: "parts-failed",
    message: `the next part cannot be had: ${reason}`,
    path: "",
  };
}
