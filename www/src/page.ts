/**
 * The page as a running thing: its state, its rendering, and what follows from a change of the state.
 *
 * Owns the moment: rendering, focus and announcements; what is asked of the worker follows elsewhere, a file for each.
 */

import { render } from "lit-html";
import type { Actions } from "./actions.js";
import { CheckFollowing } from "./check/following.js";
import { ConversionFollowing } from "./conversion-following.js";
import * as flow from "./flow.js";
import type { ConvertAnswer, Failure } from "./protocol.js";
import { RunsFollowing } from "./runs/following.js";
import { topOf } from "./runs/scroll.js";
import { opened, rowsInSight } from "./runs/state.js";
import { firstState, type PageState, type Step } from "./state.js";
import { type Phrase, type PhrasePiece, phrasePieces, type TextKey, type Values } from "./texts/index.js";
import { app } from "./ui/app.js";
import { rowHeight } from "./ui/run-table.js";
import { CallError, type WorkerClient } from "./worker-client.js";

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
  readonly #conversion: ConversionFollowing;
  readonly #runs: RunsFollowing;
  readonly #check: CheckFollowing;
  #isRendering = false;
  #isStale = false;

  constructor(root: HTMLElement, live: HTMLElement, worker: WorkerClient, actions: (page: Page) => Actions) {
    this.#root = root;
    this.#live = live;
    this.worker = worker;
    this.actions = actions(this);
    const self = {
      worker,
      state: () => this.state,
      update: (change: (state: PageState) => PageState) => this.update(change),
    };
    this.#check = new CheckFollowing(self);
    this.#conversion = new ConversionFollowing({
      ...self,
      failureOf,
      converted: (answer) => this.#announceConversion(answer),
    });
    this.#runs = new RunsFollowing({
      worker,
      look: () => {
        const { runs, conversion, step } = this.state;
        return conversion.answer && step === "reports" ? { runs, answer: conversion.answer } : undefined;
      },
      change: (change) => this.update((state) => ({ ...state, runs: change(state.runs) })),
      failureOf,
      shown: () => this.#placeKeyboard(),
    });
  }

  /** Shows a changed state, and begins what follows from the change. */
  update(change: (state: PageState) => PageState): void {
    const before = this.state;
    this.state = change(before);
    this.#render();
    this.#conversion.follow(before);
    this.#check.follow(before);
    this.#runs.follow();
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

  /** Shows a step, or one run by itself, with the focus on its heading; back from a run, with the focus on its row. */
  show(step: Step, run?: number): void {
    const { open } = this.state.runs;
    this.update((state) => ({ ...state, step, runs: opened(state.runs, state.conversion.answer && run) }));
    const isTable = step === "reports" && run === undefined;
    if (isTable) this.placeRuns();
    if (isTable && open !== undefined) this.#focusRow();
    else this.focus("#panel-title");
    if (!isTable || open === undefined) window.scrollTo({ top: 0 });
  }

  /** Brings the bar beside the runs to where the rows in sight are. */
  placeRuns(): void {
    const frame = this.#root.querySelector<HTMLElement>(".runs-frame");
    const { first, window } = this.state.runs;
    if (!frame || !window) return;
    frame.scrollTop = topOf(first, { rows: window.matches, inSight: rowsInSight, row: rowHeight() });
    this.#placeKeyboard();
  }

  /** The row that the keyboard is on may have come into another row's place. */
  #placeKeyboard(): void {
    if (document.activeElement?.matches("[data-run-row]")) this.#focusRow();
  }

  #focusRow(): void {
    this.focus(`[data-run-row="${this.state.runs.active}"]`);
  }

  /** Moves the focus to the first element of a selector, when it is there. */
  focus(selector: string): void {
    this.#root.querySelector<HTMLElement>(selector)?.focus();
  }

  /** Tells those who cannot see the change; `english` are values in the core's words. */
  readonly announce = (key: TextKey, values?: Values, english?: Phrase["english"]): void => {
    this.#live.replaceChildren(...phrasePieces({ key, values, english }).map(spokenPiece));
  };

  /** Ends the conversion that runs. */
  stopConverting(): void {
    this.#conversion.stop();
  }

  #announceConversion(answer: ConvertAnswer): void {
    const { error, warning } = flow.findingCounts(this.state);
    this.announce("live.converted", { count: flow.runCount(answer), errors: error, warnings: warning });
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

function spokenPiece({ words, isEnglish }: PhrasePiece): Node | string {
  if (!isEnglish) return words;
  return Object.assign(document.createElement("span"), { lang: "en", textContent: words });
}
