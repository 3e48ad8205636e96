/** What the sandbox reads from a payload: the model of the core, as far as it matters here. */

import type { Context, Links } from "../types.js";

/** One reported run. A gherkin run has no more than name, duration and status of these. */
export interface ReportedRun {
  module?: string;
  package?: string;
  class?: string;
  name: string;
  /** Name of the run; absent where it is the test's. */
  runName?: string;
  status: string;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds since 1970, where the payload says it. */
  started?: number;
  links?: Links;
}

/** A whole payload. */
export interface Payload {
  context: Context;
  runs: ReportedRun[];
}
