/**
 * Results of Cypress 13 and later, taken from what its Node events tell: in `setupNodeEvents(on)` of `cypress.config`
 * say `reportToOctane(on, { … })`.
 *
 * @module octane-payload/reporters/cypress
 */

import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import type { Attempt, EndedTest } from "./ended-test.js";
import { errorInText, failedFile } from "./failures.js";
import type { ReporterOptions } from "./options.js";

export type { ReporterOptions, SubmitTarget } from "./options.js";

/** What is used of the details of `before:run`. */
export interface CypressRun {
  /** Not told in `cypress open`. */
  browser?:
    | {
        /** Such as `chrome`; it tells the runs of several browsers apart. */
        name: string;
      }
    | undefined;
}

/** What is used of the results of a spec. */
export interface CypressSpecResults {
  /** Why the spec as a whole could not be run, such as a syntax error. */
  error?: string | null | undefined;
  /** Figures of the spec. */
  stats: {
    /** When it began, as ISO 8601 text. */
    startedAt?: string;
  };
  /** Its tests, in their order; none where it could not be run. */
  tests?: readonly CypressTest[] | null;
}

/** A test of a spec. */
export interface CypressTest {
  /** Titles of the suites, and its own. */
  title: readonly string[];
  /** `passed`, `failed`, `pending` or `skipped`. */
  state: string;
  /** Milliseconds. */
  duration?: number;
  /** Why it failed, as text with a stack trace. */
  displayError?: string | null;
  /** In the order of time; the last one counts. */
  attempts: readonly {
    /** As that of a test. */
    state: string;
  }[];
}

/** The listeners, for a project that has others of the same events: Cypress keeps one of each. */
export interface CypressListeners {
  /** For `before:run`: hears which browser it is. */
  beforeRun(details?: CypressRun): void;
  /** For `after:spec`: takes the tests of a spec. */
  afterSpec(spec: { relative: string }, results?: CypressSpecResults): void;
  /** For `after:run`: delivers. Rejects where that fails and `failOnError` is set. */
  afterRun(): Promise<void>;
}

/** Cypress's `on`. */
export type CypressOn = (event: never, listener: never) => void;

/** Listens to `before:run`, `after:spec` and `after:run`. */
export function reportToOctane(on: CypressOn, options: ReporterOptions = {}): void {
  const { beforeRun, afterSpec, afterRun } = octaneListeners(options);
  on("before:run" as never, beforeRun as never);
  on("after:spec" as never, afterSpec as never);
  on("after:run" as never, afterRun as never);
}

/** The listeners themselves. */
export function octaneListeners(options: ReporterOptions = {}): CypressListeners {
  let collector: Collector | undefined;
  let variant: string | undefined;
  const opened = () => {
    collector ??= createCollector("cypress", options);
    return collector;
  };
  return {
    beforeRun: (details) => {
      variant = details?.browser?.name;
    },
    // `cypress open` tells no results.
    afterSpec: ({ relative }, results) => {
      if (results === undefined) return;
      const file = relative.replaceAll("\\", "/");
      for (const test of testsOf(file, results)) opened().add({ ...test, variant });
    },
    afterRun: async () => {
      const isFine = await conclude(opened(), options);
      collector = undefined;
      if (!isFine) throw new Error("octane-payload: the results are not delivered, and failOnError is set");
    },
  };
}

function testsOf(file: string, { tests, error, stats }: CypressSpecResults): EndedTest[] {
  const started = stats.startedAt === undefined ? undefined : Date.parse(stats.startedAt);
  const told = (tests ?? []).map((test) => endedTest(test, file, started));
  return error ? [...told, failedFile(file, [errorInText(error)], started)] : told;
}

/** Cypress tells of no attempt when it began, and of all but the last one nothing but their state. */
function endedTest(test: CypressTest, file: string, started: number | undefined): EndedTest {
  const before = test.attempts.slice(0, -1).map(({ state }): Attempt => ({ status: statusOf(state) }));
  const errors = test.displayError ? [errorInText(test.displayError)] : [];
  const status = statusOf(test.state);
  return {
    file,
    suites: test.title.slice(0, -1),
    title: test.title.at(-1) ?? "",
    attempts: [
      ...before,
      { status, duration: test.duration, started, errors: status === "failed" ? errors : [] },
    ],
    // `pending` is what the spec skips; `skipped` is what a hook that failed kept from running.
    reason: test.state === "skipped" ? "not run, because a hook failed" : undefined,
  };
}

function statusOf(state: string): Attempt["status"] {
  return state === "passed" || state === "failed" ? state : "skipped";
}
