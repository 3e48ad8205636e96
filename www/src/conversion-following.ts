/**
 * What follows from a change of the reports, the context or the cases: the payload is made anew once they are at rest.
 *
 * Owns that one conversion runs at a time, and that only the last one counts.
 */

import { contentOfForm } from "./context-content.js";
import * as flow from "./flow.js";
import type { ConvertAnswer, ConvertProgress, Failure } from "./protocol.js";
import type { PageState } from "./state.js";
import type { WorkerClient } from "./worker-client.js";

/** How long the form must be at rest before the reports are converted anew, in milliseconds. */
const rest = 150;

/** The page, as far as it counts here. */
export interface ConversionPage {
  readonly worker: Pick<WorkerClient, "call">;
  state(): PageState;
  update(change: (state: PageState) => PageState): void;
  failureOf(error: unknown): Failure;
  /** Called when a conversion has come to its end. */
  converted(answer: ConvertAnswer): void;
}

/** Converts what is on the page, and shows what comes of it. */
export class ConversionFollowing {
  readonly #page: ConversionPage;
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: ConversionPage) {
    this.#page = page;
  }

  /** The state was another one before. */
  follow(before: PageState): void {
    const { conversion } = this.#page.state();
    const { phase } = conversion;
    if (conversion === before.conversion) return;
    if (phase !== "stale" && phase !== "empty" && phase !== "blocked") return;
    this.stop();
    clearTimeout(this.#timer);
    if (phase === "stale") this.#timer = setTimeout(() => void this.#convert(), rest);
  }

  /** Ends the conversion that runs. */
  stop(): void {
    this.#running?.abort();
  }

  async #convert(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const { signal } = running;
    const { reports, context, policies, cases } = this.#page.state();
    this.#page.update(flow.converting);
    const onProgress = (progress: ConvertProgress) => {
      if (this.#running === running) this.#page.update((state) => flow.convertedSoFar(state, progress));
    };
    const request = { reports, context: contentOfForm(context), linkPolicy: policies, cases };
    try {
      const answer = await this.#page.worker.call("convert", request, { signal, onProgress });
      if (this.#running !== running || signal.aborted) return;
      this.#page.update((state) => flow.converted(state, answer));
      this.#page.converted(answer);
    } catch (error) {
      if (this.#running !== running || this.#page.state().conversion.phase !== "running") return;
      this.#page.update((state) => flow.conversionFailed(state, this.#page.failureOf(error)));
    }
  }
}
