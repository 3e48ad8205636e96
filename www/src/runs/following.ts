/**
 * What follows at the worker from a change of what is looked at: rows, a run, the reasons for its links.
 *
 * Owns that one question is open at a time: while an answer is on its way only the last wish counts.
 */

import type { ConvertAnswer, Failure } from "../protocol.js";
import type { WorkerClient } from "../worker-client.js";
import { type RunsState, rowsInSight, withWindow } from "./state.js";

/** The page, as far as it counts here. */
export interface RunsPage {
  readonly worker: Pick<WorkerClient, "call">;
  /** The runs and the conversion that they are of; none while there is none. */
  look(): { readonly runs: RunsState; readonly answer: ConvertAnswer } | undefined;
  change(change: (runs: RunsState) => RunsState): void;
  failureOf(error: unknown): Failure;
  /** Called when rows have come. */
  shown(): void;
}

interface Question {
  readonly answer: ConvertAnswer;
  readonly filter: RunsState["filter"];
  readonly first: number;
}

/** Asks what is to be shown, and shows it. */
export class RunsFollowing {
  readonly #page: RunsPage;
  #asked: Question | undefined;
  #isAsking = false;
  #opened: { readonly answer: ConvertAnswer; readonly run: number } | undefined;
  #stop = new AbortController();

  constructor(page: RunsPage) {
    this.#page = page;
  }

  /** The state has changed. */
  follow(): void {
    const looked = this.#page.look();
    if (!looked) return;
    const { runs, answer } = looked;
    if (runs.open === undefined) {
      this.#forget();
      if (!this.#isAsking) void this.#ask();
    } else if (this.#opened?.run !== runs.open || this.#opened.answer !== answer) {
      void this.#open(runs.open, answer);
    }
  }

  /** Asks until what is there is what is wished for. */
  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      for (let question = this.#wish(); question; question = this.#wish()) {
        this.#asked = question;
        const { filter, first } = question;
        const window = await this.#page.worker.call("listRuns", { filter, first, count: rowsInSight });
        this.#page.change((runs) => (runs.filter === filter ? withWindow(runs, window) : runs));
        this.#page.shown();
      }
    } catch (error) {
      const failure = this.#page.failureOf(error);
      this.#page.change((runs) => ({ ...runs, failure }));
    } finally {
      this.#isAsking = false;
    }
  }

  /** What is wished for and was not asked; nothing where a run is looked at by itself. */
  #wish(): Question | undefined {
    const looked = this.#page.look();
    if (!looked || looked.runs.open !== undefined) return undefined;
    const { answer, runs } = looked;
    const { filter, first } = runs;
    const last = this.#asked;
    const isAsked = last?.answer === answer && last.filter === filter && last.first === first;
    return isAsked ? undefined : { answer, filter, first };
  }

  #forget(): void {
    this.#stop.abort();
    this.#opened = undefined;
  }

  async #open(run: number, answer: ConvertAnswer): Promise<void> {
    this.#forget();
    this.#opened = { answer, run };
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { worker } = this.#page;
    const tell = (change: (runs: RunsState) => RunsState) => {
      if (!signal.aborted) this.#page.change(change);
    };
    try {
      const details = await worker.call("readRun", run);
      tell((runs) => ({ ...runs, details, reasons: undefined, failure: undefined }));
    } catch (error) {
      const failure = this.#page.failureOf(error);
      return tell((runs) => ({ ...runs, failure }));
    }
    if (signal.aborted) return;
    const found = await worker
      .call("explainRun", run, { signal })
      .catch((error: unknown) => this.#page.failureOf(error));
    tell((runs) => ({ ...runs, reasons: { run, found } }));
  }
}
