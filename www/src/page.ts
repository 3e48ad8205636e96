/**
 * The page as a running thing: its state, its rendering, and what follows from a change of the state.
 *
 * Owns the moment: rendering, the conversion behind the reports, the excerpt behind a finding, focus and announcements.
 */

import { render } from "lit-html";
import type { Actions } from "./actions.js";
import { contextOf } from "./context-form.js";
import * as flow from "./flow.js";
import { linesAround } from "./payload-text.js";
import type { ConvertProgress, Failure } from "./protocol.js";
import { firstState, type PageState, type Step } from "./state.js";
import { type TextKey, text, type Values } from "./texts/index.js";
import { app } from "./ui/app.js";
import { CallError, type WorkerClient } from "./worker-client.js";

/** How long the form must be at rest before the reports are converted anew, in milliseconds. */
const rest = 150;

/** The running page. */
export class Page {
  state: PageState = firstState;
  /** By which the gateway knows the page that it served; absent elsewhere. */
  gatewayToken: string | undefined;
  readonly worker: WorkerClient;
  readonly #root: HTMLElement;
  readonly #live: HTMLElement;
  /** What the tester can do. */
  readonly actions: Actions;
  #conversion: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRendering = false;
  #isStale = false;

  constructor(root: HTMLElement, live: HTMLElement, worker: WorkerClient, actions: (page: Page) => Actions) {
    this.#root = root;
    this.#live = live;
    this.worker = worker;
    this.actions = actions(this);
  }

  /** Shows a changed state, and begins what follows from the change. */
  update(change: (state: PageState) => PageState): void {
    const before = this.state;
    this.state = change(before);
    this.#render();
    if (this.state.conversion !== before.conversion) this.#followConversion();
    if (this.state.chosen !== before.chosen) this.#followFinding();
    if (flow.shownPart(this.state) !== flow.shownPart(before)) void this.#readPart();
  }

  /** Draws the state. A field that goes while it has the focus tells of its change in the middle of it: then once more. */
  #render(): void {
    this.#isStale = true;
    if (this.#isRendering) return;
    this.#isRendering = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        render(app(this.state, this.actions), this.#root);
      }
    } finally {
      this.#isRendering = false;
    }
  }

  /** Shows a step, with the focus on its heading. */
  show(step: Step): void {
    this.update((state) => ({ ...state, step }));
    this.focus("#panel-title");
    this.reachMark();
    window.scrollTo({ top: 0 });
  }

  /** Moves the focus to the first element of a selector, when it is there. */
  focus(selector: string): void {
    this.#root.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Tells those who cannot see the change. */
  announce(key: TextKey, values?: Values): void {
    this.#live.textContent = text(key, values);
  }

  /** Ends the conversion that runs. */
  stopConverting(): void {
    this.#conversion?.abort();
  }

  #followConversion(): void {
    const { phase } = this.state.conversion;
    if (phase !== "stale" && phase !== "empty" && phase !== "blocked") return;
    this.#conversion?.abort();
    clearTimeout(this.#timer);
    if (phase === "stale") this.#timer = setTimeout(() => void this.#convert(), rest);
  }

  async #convert(): Promise<void> {
    const conversion = new AbortController();
    this.#conversion = conversion;
    const { reports, context, policies, cases } = this.state;
    this.update(flow.converting);
    const onProgress = (progress: ConvertProgress) => {
      if (this.#conversion === conversion) this.update((state) => flow.convertedSoFar(state, progress));
    };
    const request = { reports, context: contextOf(context), linkPolicy: policies, cases };
    try {
      const answer = await this.worker.call("convert", request, { signal: conversion.signal, onProgress });
      if (this.#conversion !== conversion || conversion.signal.aborted) return;
      this.update((state) => flow.converted(state, answer));
      this.#announceConversion();
    } catch (error) {
      if (this.#conversion !== conversion || this.state.conversion.phase !== "running") return;
      this.update((state) => flow.conversionFailed(state, failureOf(error)));
    }
  }

  /** Fetches the bytes of the part that is shown. */
  async #readPart(): Promise<void> {
    const content = flow.shownPart(this.state)?.content;
    if (!content) return;
    const bytes = new Uint8Array(await content.arrayBuffer());
    if (flow.shownPart(this.state)?.content !== content) return;
    this.update((state) => ({ ...state, partBytes: { content, bytes } }));
    this.reachMark();
  }

  #announceConversion(): void {
    const { answer } = this.state.conversion;
    const { error, warning } = flow.findingCounts(this.state);
    if (answer)
      this.announce("live.converted", { count: flow.runCount(answer), errors: error, warnings: warning });
  }

  #followFinding(): void {
    const place = flow.placeInReport(this.state);
    if (place) void this.#readExcerpt(place);
    else this.reachMark();
  }

  async #readExcerpt(place: flow.ReportPlace): Promise<void> {
    const { chosen } = this.state;
    const excerpt = await linesAround(place.report.content, place).then(
      (lines) => ({ lines }),
      (error: Error) => ({ problem: error.message }),
    );
    if (this.state.chosen !== chosen) return;
    this.update((state) => ({ ...state, excerpt }));
    this.reachMark();
  }

  /** Brings the marked line into sight, within its own frame only. */
  reachMark(): void {
    const line = this.#root.querySelector<HTMLElement>("[data-marked]");
    const frame = line?.closest<HTMLElement>(".document");
    if (!line || !frame) return;
    frame.scrollTop = line.offsetTop - frame.clientHeight / 3;
    frame.scrollLeft = (line.querySelector("mark")?.offsetLeft ?? 0) - frame.clientWidth / 2;
  }
}

/** A failure as data, whatever was thrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallError) return error.failure;
  return {
    kind: "unknown",
    message: error instanceof Error ? error.message : String(error),
    diagnostics: [],
  };
}
