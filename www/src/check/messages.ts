/** What the page asks of the worker on the Check step. */

import type { Diagnostic, ElementDescription, Fix } from "octane-payload";
import type { NamedBlob } from "../protocol.js";
import type { RunDetails } from "../runs/messages.js";

/** Which run a finding is about is asked. */
export interface LocateRequest {
  readonly diagnostic: Diagnostic;
  /** The part that the finding is about; absent for one about a report. */
  readonly part?: number | undefined;
}

/** The run, when there is one. */
export interface LocateAnswer {
  readonly run?: RunDetails | undefined;
}

/** Which fixes are tried on which reports. */
export interface MendRequest {
  readonly reports: readonly NamedBlob[];
  /** Those of findings about the one report, or all that are safe, in as many rounds as it takes. */
  readonly fixes: readonly Fix[] | "safe";
}

/** A line of a comparison. */
export interface DiffLine {
  readonly kind: "same" | "out" | "in";
  readonly text: string;
}

/** Lines that stand together. */
export interface DiffHunk {
  /** Number of its first line in the document as it was. */
  readonly first: number;
  readonly lines: readonly DiffLine[];
}

/** A report with fixes. */
export interface Mending {
  readonly name: string;
  readonly content: Blob;
  /** How many fixes it has. */
  readonly count: number;
  /** The first of the changes. */
  readonly hunks: readonly DiffHunk[];
  /** How many there are more. */
  readonly hidden: number;
}

/** A report that is packed. */
export interface PackedReport {
  /** The gzip file or the zip archive. */
  readonly content: Blob;
  /** The entry of the archive, as findings name it; absent for a gzip file. */
  readonly entry?: string | undefined;
}

/** What the schema says. */
export interface SchemaText {
  readonly text: string;
}

/** What stands at an element; nothing where the schema has no such element. */
export interface DescribeAnswer {
  readonly element?: ElementDescription | undefined;
}
