/**
 * The page's end of the worker: numbered calls as promises, abort, and a new worker when the old one dies or hangs.
 *
 * Owns the numbering and the worker's life. Knows no call by name.
 */

import type { CallName, Calls, Failure, FromWorker, ToWorker } from "./protocol.js";

/** The part of `Worker` that is used here. */
export type WorkerLike = Pick<
  Worker,
  "postMessage" | "terminate" | "onmessage" | "onerror" | "onmessageerror"
>;

/** What a call may be given. */
export interface CallOptions<Name extends CallName> {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Calls[Name]["progress"]) => void;
  /** Whether a worker that does not hear the abort is ended, and its session with it. Default: true. */
  readonly endsWorker?: boolean;
}

/** What the client needs from its surroundings. */
export interface WorkerClientOptions {
  /** Makes a worker; called again after one has died. */
  readonly start: () => WorkerLike;
  /** Told when a worker has died or was ended, so that the page knows its session to be gone. */
  readonly onLost?: () => void;
  /** How long an aborted call may go on before its worker is ended, in milliseconds; 3000 unless told. */
  readonly patience?: number;
}

/** A call that did not give an answer. */
export class CallError extends Error {
  override readonly name = "CallError";
  /** Why, as data. */
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

interface Pending {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: CallError) => void;
  readonly onProgress?: ((progress: never) => void) | undefined;
  readonly release: () => void;
}

/** Calls a worker and keeps one alive. */
export class WorkerClient {
  #worker: WorkerLike | undefined;
  #pending = new Map<number, Pending>();
  #lastId = 0;
  readonly #options: WorkerClientOptions;

  constructor(options: WorkerClientOptions) {
    this.#options = options;
  }

  /**
   * Asks the worker.
   *
   * @throws {CallError} When the call fails, is aborted, or its worker dies.
   */
  call<Name extends CallName>(
    call: Name,
    request: Calls[Name]["request"],
    options: CallOptions<Name> = {},
  ): Promise<Calls[Name]["answer"]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (options.signal?.aborted) {
        reject(new CallError(failure("aborted")));
        return;
      }
      const release = this.#abortWith(id, options);
      this.#pending.set(id, { resolve, reject, onProgress: options.onProgress, release });
      this.#send({ id, call, request } as ToWorker);
    });
  }

  /** Starts a worker before the first call, so that it loads while the page is looked at. */
  warmUp(): void {
    this.#worker ??= this.#start();
  }

  /** Ends the worker and with it every secret that it held; the next call starts a new one. */
  end(): void {
    this.#lose("aborted");
  }

  #send(message: ToWorker): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): WorkerLike {
    const worker = this.#options.start();
    worker.onmessage = (event: MessageEvent<FromWorker>) => this.#receive(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#lose("crashed");
    };
    worker.onmessageerror = () => this.#lose("crashed");
    return worker;
  }

  #receive(message: FromWorker): void {
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    if ("progress" in message) {
      pending.onProgress?.(message.progress as never);
      return;
    }
    this.#settle(message.id, pending);
    if ("answer" in message) pending.resolve(message.answer as never);
    else this.#fail(pending, message.failure);
  }

  /** A core that has trapped cannot be used again, though its worker lives. */
  #fail(pending: Pending, failure: Failure): void {
    pending.reject(new CallError(failure));
    if (failure.kind === "crashed") this.#lose("crashed");
  }

  #settle(id: number, pending: Pending): void {
    this.#pending.delete(id);
    pending.release();
  }

  /** Sends the abort; a worker that cannot hear it, since it computes, is ended after the patience. */
  #abortWith(
    id: number,
    { signal, endsWorker = true }: Pick<CallOptions<CallName>, "signal" | "endsWorker">,
  ): () => void {
    if (!signal) return () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const abort = () => {
      this.#send({ id, call: "abort" });
      if (endsWorker) timer = setTimeout(() => this.#lose("aborted"), this.#options.patience ?? 3000);
    };
    signal.addEventListener("abort", abort, { once: true });
    return () => {
      signal.removeEventListener("abort", abort);
      clearTimeout(timer);
    };
  }

  #lose(kind: "crashed" | "aborted"): void {
    if (!this.#worker) return;
    this.#worker.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending];
    for (const [id, call] of pending) this.#settle(id, call);
    for (const [, call] of pending) call.reject(new CallError(failure(kind)));
    this.#options.onLost?.();
  }
}

function failure(kind: "crashed" | "aborted"): Failure {
  const message = kind === "crashed" ? "the worker ended unexpectedly" : "the call was aborted";
  return { kind, message, diagnostics: [] };
}
