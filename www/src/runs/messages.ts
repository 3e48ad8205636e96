/** What the page asks of the worker about runs, and what it is told: never more than a window of them. */

import type { Context, Diagnostic, Explanation, LinkKind, Run } from "octane-payload";

/** Which runs are looked at; all that is said must hold. */
export interface RunFilter {
  /** Words that the module, package, class or name must have, in any case; empty for any. */
  readonly text: string;
  /** A status, or empty for any. */
  readonly status: string;
  /** A part of the report's name, in any case; empty for any. */
  readonly file: string;
  /** The code of a finding about the run, `*` for runs with any finding, or empty for all runs. */
  readonly finding: string;
}

/** Every run. */
export const everyRun: RunFilter = { text: "", status: "", file: "", finding: "" };

/** A link of a run, in words. */
export interface RunLink {
  readonly kind: LinkKind;
  /** What it points to: an id, a name, or a type and a value. */
  readonly target: string;
}

/** A row of the table. */
export interface RunRow {
  /** The run, counted from 0 over all parts. */
  readonly run: number;
  readonly status: string;
  readonly name: string;
  /** Module, package and class, or the feature; those that are absent are left out. */
  readonly place: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
  /** The links in effect: those of the run, and those that the payload states for all runs. */
  readonly links: readonly RunLink[];
  /** The report that it is of. */
  readonly file?: string | undefined;
  /** The worst finding about it. */
  readonly severity?: Diagnostic["severity"] | undefined;
}

/** Which rows are asked for. */
export interface RunRequest {
  readonly filter: RunFilter;
  /** Position of the first row among those that the filter lets through, counted from 0. */
  readonly first: number;
  readonly count: number;
}

/** The rows. */
export interface RunWindow extends RunRequest {
  /** Runs that the filter lets through. */
  readonly matches: number;
  /** All runs. */
  readonly total: number;
  readonly rows: readonly RunRow[];
  /** Codes of findings about runs, most frequent first. */
  readonly codes: readonly string[];
}

/** A place in a report. */
export interface RunOrigin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** In bytes. */
  readonly offset: number;
}

/** All that there is to say about one run. */
export interface RunDetails {
  readonly run: number;
  /** The run as the payload has it. */
  readonly fields: Run;
  /** What the payload says once for all of its runs. */
  readonly context: Context;
  /** The part that it is in, counted from 0. */
  readonly part: number;
  /** Its place in the part: bytes before its tag. */
  readonly partOffset: number;
  /** The line of its tag in the part, counted from 1. */
  readonly partLine: number;
  readonly origin?: RunOrigin | undefined;
  /** The findings about it, in its report and in its part. */
  readonly findings: readonly Diagnostic[];
}

/** Why a run is linked to what it is linked to; absent where its report does not tell it again. */
export interface RunReasons {
  readonly explanation?: Explanation | undefined;
}

/** Whether a filter leaves any run out. */
export function isFiltered({ text, status, file, finding }: RunFilter): boolean {
  return text.trim() !== "" || status !== "" || file.trim() !== "" || finding !== "";
}
