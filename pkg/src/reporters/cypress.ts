/**
 * Results of Cypress 13 and later, taken from what its Node events tell: in `setupNodeEvents(on)` of `cypress.config`
 * say `reportToOctane(on, { … })`.
 */

import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import type { Attempt, EndedTest } from "./ended-test.js";
import { errorInText, failedFile } from "./failures.js";
import type { ReporterOptions } from "./options.js";

export type { ReporterOptions, SubmitTarget } from "./options.js";

/** What is used of the details of `before:run`. */
export interface CypressRun {
  browser?: { name: string } | undefined;
}

/** What is used of the results of a spec. */
export interface CypressSpecResults {
  error?: string | null | undefined;
  stats: { startedAt?: string };
  tests?: readonly CypressTest[] | null;
}

/** A test of a spec. */
export interface CypressTest {
  /** Titles of the suites, and its own. */
  title: readonly string[];
  state: string;
  duration?: number;
  displayError?: string | null;
  attempts: readonly { state: string }[];
}

/** The listeners, for a project that has others of the same events: Cypress keeps one of each. */
export interface CypressListeners {
  beforeRun(details?: CypressRun): void;
  afterSpec(spec: { relative: string }, results?: CypressSpecResults): void;
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
