/** The client of one Octane workspace: signs in, fetches the schema, submits parts and follows them. */
/// <reference lib="esnext.disposable" preserve="true" />

import {
  type FetchFunction,
  type OctaneClientOptions,
  settingsOf,
  wholeMilliseconds,
} from "./client-options.js";
import { type Journal, JournalKeeper } from "./journal.js";
import { type Core, core } from "./load.js";
import { type Choices, type LookUpRequest, lookUpBy, pageOf } from "./look-up.js";
import { OctaneError, type OctaneErrorKind } from "./octane-error.js";
import { PartFeed, type Parts } from "./part-feed.js";
import type { Submission, SubmissionOutcome, SubmissionProgress, TaskStatus } from "./submission.js";
import type { Diagnostic, EntityId } from "./types.js";
import { wayOf } from "./way.js";

type Client = InstanceType<Core["Client"]>;

/** What an operation may be told. */
export interface OperationOptions {
  /** Ends the operation at once. Default: only its own end does. */
  signal?: AbortSignal;
}

/** What a submission may be told. */
export interface SubmitOptions extends OperationOptions {
  /** Asks the server to leave out what it cannot resolve, and to take the rest. Default: false. */
  skipErrors?: boolean;
  /** Milliseconds for the whole. Default: 600,000 (ten minutes). */
  timeout?: number;
  /** Told of everything that happens; what it throws stops nothing. Default: nobody is. */
  onProgress?: (progress: SubmissionProgress) => void;
  /**
   * Knows what became of parts in an interrupted submission, and is told of each step of this one: `openFileJournal` in Node,
   * `openBrowserJournal` in pages. The caller closes it. Default: none, every part is sent.
   */
  journal?: Journal;
}

/**
 * A session with one workspace. It signs in by itself when it has to, and once more when the session has ended in
 * between. At most 20 requests leave in a second (documentation: "up to 20 requests per second"); requests that meet an
 * overloaded server or a broken connection are repeated with growing waits. Cookies are kept where the runtime does not
 * keep them.
 *
 * Every method rejects with an {@link OctaneError}.
 *
 * @example
 * const client = new OctaneClient({ server, sharedSpace: 1001, workspace: 1002, credentials: { clientId, clientSecret } });
 * const { parts } = await convert(report);
 * const { outcome } = await client.submit(parts);
 */
export class OctaneClient {
  readonly #settings: string;
  readonly #fetch: FetchFunction | undefined;
  readonly #end: AbortSignal | undefined;
  #client: Client | undefined;
  /** Operations take turns: they share one session, which the first of them opens for all. */
  #lastTurn: Promise<unknown> = Promise.resolve();

  /** @throws OctaneError `usage` where the options cannot be used. */
  constructor(options: OctaneClientOptions) {
    this.#settings = settingsOf(options);
    this.#fetch = wayOf(options);
    this.#end = options.signal;
  }

  /** Signs in now, and so proves server and credentials. With an access token there is nothing to ask. */
  async signIn(options: OperationOptions = {}): Promise<void> {
    await this.#ask((client, signal) => client.signIn(signal), options);
  }

  /** Fetches the schema that the server validates against, as text. */
  schema(options: OperationOptions = {}): Promise<string> {
    return this.#ask((client, signal) => client.schema(signal), options);
  }

  /** Looks a thing of the workspace up by a part of its name. */
  lookUp(request: LookUpRequest, options: OperationOptions = {}): Promise<Choices> {
    const read = (query: string) => this.#ask((client, signal) => client.entities(query, signal), options);
    return lookUpBy(async (query) => pageOf(await read(query)) ?? { entries: [], total: 0 }, request);
  }

  /** Asks for the status of a task. */
  async status(id: EntityId, options: OperationOptions = {}): Promise<TaskStatus> {
    return JSON.parse(await this.#ask((client, signal) => client.status(String(id), signal), options));
  }

  /** Fetches the log of a task, as text. */
  log(id: EntityId, options: OperationOptions = {}): Promise<string> {
    return this.#ask((client, signal) => client.log(String(id), signal), options);
  }

  /** Signs out, where there is a session. */
  async signOut(options: OperationOptions = {}): Promise<void> {
    await this.#ask((client, signal) => client.signOut(signal), options);
  }

  /**
   * Submits parts: signs in, sends each in order, follows each to its end, fetches each log, and signs out, also after a
   * failure. Earlier parts are followed while later ones are sent.
   *
   * Resolves with what the server made of it: {@link SubmissionOutcome}. Rejects where the server could not make
   * anything of all of it; `submission` of the error then has every delivered part with what is known, so that nothing
   * accepted is lost. A part that is refused does not keep the others from being sent. What was accepted and is sent
   * again is not processed twice: the server knows identical bytes. A part with the `id` of a task (from a journal, or of
   * an earlier {@link Submission}) is followed, and not sent, unless the server does not know the task any more.
   *
   * Parts are pulled as they can be sent: up to three are held at a time.
   *
   * An abort rejects at once; the sign-out goes on behind it, for at most five seconds.
   */
  async submit(parts: Parts, options: SubmitOptions = {}): Promise<Submission> {
    const { skipErrors = false, timeout = 600_000, journal } = options;
    const client = await this.#open();
    const feed = new PartFeed(parts, journal);
    const keeper = journal && new JournalKeeper(journal);
    const hear = (progress: SubmissionProgress) => {
      keeper?.hear(progress);
      options.onProgress?.(progress);
    };
    try {
      const settings = JSON.stringify({ skipErrors, timeoutMs: wholeMilliseconds(timeout) });
      const signal = anyOf(options.signal, this.#end, keeper?.halt.signal);
      const report: Submission = JSON.parse(await client.submit(settings, feed.next, hear, signal));
      const unwritten = await keeper?.end();
      if (unwritten !== undefined) throw unjournaled(report, unwritten);
      return judged(report, feed.failure ?? reasonOf(signal));
    } finally {
      feed.close();
    }
  }

  /**
   * Signs out, and frees the memory that the session holds in the core; for `await using`. Without it the memory is freed some
   * time after the client is out of reach.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (this.#client !== undefined) await this.signOut();
    } finally {
      this.#client?.free();
      this.#client = undefined;
    }
  }

  async #ask<T>(
    ask: (client: Client, signal?: AbortSignal) => Promise<T>,
    options: OperationOptions,
  ): Promise<T> {
    const client = await this.#open();
    const signal = this.#signal(options);
    const turn = settled(this.#lastTurn, signal).then(() => ask(client, signal));
    this.#lastTurn = turn;
    try {
      return await turn;
    } catch (error) {
      throw rejection(error, signal);
    }
  }

  async #open(): Promise<Client> {
    const loaded: Core = await core();
    try {
      this.#client ??= new loaded.Client(this.#settings, this.#fetch);
      return this.#client;
    } catch (error) {
      throw typeof error === "string" ? new OctaneError("usage", [JSON.parse(error) as Diagnostic]) : error;
    }
  }

  #signal({ signal }: OperationOptions): AbortSignal | undefined {
    return anyOf(signal, this.#end);
  }
}

function anyOf(...given: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const signals = given.filter((one) => one !== undefined);
  return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
}

const VERDICTS: ReadonlySet<string> = new Set<SubmissionOutcome>([
  "success",
  "warning",
  "failed",
  "refused",
  "running",
  "unknown",
  "empty",
]);

/** The submission where the server has judged it, and an error where not. */
function judged(submission: Submission, cause: unknown): Submission {
  if (VERDICTS.has(submission.outcome)) return submission;
  const kind = submission.outcome as OctaneErrorKind;
  throw new OctaneError(kind, submission.diagnostics, { submission, cause });
}

/** What was sent may be unknown to whoever resumes: the caller has to hear of it, however well it went. */
function unjournaled(submission: Submission, cause: unknown): OctaneError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = `the journal cannot be written: ${reason}`;
  const told: Diagnostic = { severity: "error", code: "journal", message, path: "" };
  return new OctaneError("aborted", [told, ...submission.diagnostics], { submission, cause });
}

/** The core rejects with JSON; anything else is a fault of the core. */
function rejection(error: unknown, signal: AbortSignal | undefined): unknown {
  if (typeof error !== "string") return error;
  const { kind, diagnostics } = JSON.parse(error) as { kind: OctaneErrorKind; diagnostics: Diagnostic[] };
  return new OctaneError(kind, diagnostics, { cause: reasonOf(signal) });
}

/** Why a signal aborted, where it did. */
function reasonOf(signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? signal.reason : undefined;
}

/** Resolves when `work` is over, well or badly, or when the signal aborts. */
function settled(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      signal?.removeEventListener("abort", end);
      resolve();
    };
    signal?.addEventListener("abort", end);
    work.then(end, end);
  });
}
