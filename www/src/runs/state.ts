/** What the page shows of the runs: the filter, the rows in sight, the run that is looked at. Pure. */

import type { Failure } from "../protocol.js";
import { everyRun, type RunDetails, type RunFilter, type RunReasons, type RunWindow } from "./messages.js";

/** Rows that are in sight at a time. */
export const rowsInSight = 12;

/** The runs as they are looked at. */
export interface RunsState {
  readonly filter: RunFilter;
  /** Position of the first row in sight among those that the filter lets through. */
  readonly first: number;
  /** Position of the row that the keyboard is on. */
  readonly active: number;
  /** The rows that came last; they may be those of an earlier filter or place while others are on their way. */
  readonly window?: RunWindow | undefined;
  /** Why rows or a run could not be had. */
  readonly failure?: Failure | undefined;
  /** The run that is looked at by itself. */
  readonly open?: number | undefined;
  /** What is known of a run; of the one that is looked at once it is there. */
  readonly details?: RunDetails | undefined;
  /** Why a run is linked to what it is; of the one that is looked at once it is there. */
  readonly reasons?: { readonly run: number; readonly found: RunReasons | Failure } | undefined;
}

/** The runs as they are first looked at. */
export const firstRuns: RunsState = { filter: everyRun, first: 0, active: 0 };

/** Looks at other runs, from the first of them. */
export function filtered(state: RunsState, change: Partial<RunFilter>): RunsState {
  return { ...state, filter: { ...state.filter, ...change }, first: 0, active: 0 };
}

/** Brings other rows into sight. */
export function scrolledTo(state: RunsState, first: number): RunsState {
  return { ...state, first: within(first, matchesOf(state) - rowsInSight) };
}

/** Puts the keyboard on another row, and that row into sight. */
export function movedTo(state: RunsState, row: number): RunsState {
  const active = within(row, matchesOf(state) - 1);
  const first = Math.min(Math.max(state.first, active - rowsInSight + 1), active);
  return { ...scrolledTo(state, first), active };
}

/** Rows have come. A filter that lets fewer through takes the keyboard along. */
export function withWindow(state: RunsState, window: RunWindow): RunsState {
  const active = within(state.active, window.matches - 1);
  const first = within(state.first, window.matches - rowsInSight);
  return { ...state, window, active, first, failure: undefined };
}

/** Looks at a run by itself, or at the table again. */
export function opened(state: RunsState, open: number | undefined): RunsState {
  const { failure: _, ...rest } = state;
  return { ...rest, open };
}

/** The rows that stand before the window are those of another place as long as it is on its way. */
export function isInSight({ window, first, filter }: RunsState): boolean {
  return window !== undefined && window.filter === filter && window.first === first;
}

/** The run at a row, when its row is there. */
export function runAtRow({ window }: RunsState, row: number): number | undefined {
  return window?.rows[row - window.first]?.run;
}

function matchesOf({ window }: RunsState): number {
  return window?.matches ?? 0;
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
