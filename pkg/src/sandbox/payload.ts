/** What the sandbox reads from a payload: the model of the core, as far as it matters here. */

import type { Context, Links } from "../types.js";

/** One reported run. A gherkin run has no more than name, duration and status of these. */
export interface ReportedRun {
  /** Absent where the payload has none. */
  module?: string;
  /** Absent where the payload has none. */
  package?: string;
  /** Absent where the payload has none. */
  class?: string;
  /** Name of the test, or of the Gherkin run. */
  name: string;
  /** Name of the run; absent where it is the test's. */
  runName?: string;
  /** As the payload has it: `Passed`, `Skipped`, `Failed` or `Planned`. */
  status: string;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds since 1970, where the payload says it. */
  started?: number;
  /** Of this run alone. */
  links?: Links;
}

/** A whole payload. */
export interface Payload {
  /** What stands once for all runs. */
  context: Context;
  /** In the order of the document. */
  runs: ReportedRun[];
}
