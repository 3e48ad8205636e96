/** What a tester can do with the runs, and how it is carried out. */

import type { Page } from "../page.js";
import type { RunFilter } from "./messages.js";
import { filtered, movedTo, type RunsState, scrolledTo } from "./state.js";

/** The acts. */
export interface RunActions {
  filterRuns(change: Partial<RunFilter>): void;
  /** Brings the rows from `first` on into sight. */
  scrollRuns(first: number): void;
  /** Puts the keyboard on a row, counted among those that the filter lets through. */
  moveToRow(row: number): void;
}

/** The acts for a page. */
export function runActions(page: Page): RunActions {
  const change = (next: (runs: RunsState) => RunsState) =>
    page.update((state) => ({ ...state, runs: next(state.runs) }));
  return {
    filterRuns: (wanted) => change((runs) => filtered(runs, wanted)),
    scrollRuns: (first) => change((runs) => scrolledTo(runs, first)),
    moveToRow: (row) => {
      change((runs) => movedTo(runs, row));
      page.placeRuns();
    },
  };
}
