/**
 * The reporter for Playwright Test: `reporter: [["list"], ["octane-payload/reporters/playwright", { … }]]`.
 *
 * @module octane-payload/reporters/playwright
 */

import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import type { Attempt, EndedTest, ThrownError } from "./ended-test.js";
import { failedFile } from "./failures.js";
import type { ReporterOptions } from "./options.js";
import { projectFile } from "./project-file.js";

export type { ThrownError } from "./ended-test.js";
export type { ReporterOptions, SubmitTarget } from "./options.js";

/** An annotation. Its type is the name of a property. */
export interface PlaywrightAnnotation {
  /** Name of a property such as `octane.release`; `skip` and `fixme` say why a test is skipped. */
  type: string;
  /** Value of the property, or the reason. */
  description?: string;
}

/** What is used of a test. */
export interface PlaywrightTest {
  /** Tells it from every other test of the run. */
  id: string;
  /** Its own title. */
  title: string;
  /** `passed`, `skipped`, or `failed` where `test.fail()` says so: an attempt with this status went well. */
  expectedStatus: string;
  /** How often it may be run again. */
  retries: number;
  /** Its attempts, in the order of time. */
  results: readonly PlaywrightResult[];
  /** Those of its definition; before Playwright 1.52 those of its attempts, too. */
  annotations: readonly PlaywrightAnnotation[];
  /** With `@`; of Playwright 1.42 and later. */
  tags?: readonly string[];
  /** Titles of the root, the project, the file, the suites and the test. */
  titlePath(): string[];
}

/** What became of one attempt. */
export interface PlaywrightResult {
  /** `passed`, `failed`, `timedOut`, `interrupted` or `skipped`. */
  status: string;
  /** Milliseconds. */
  duration: number;
  /** When it began. */
  startTime: Date;
  /** Why it failed; more than one where assertions are soft. */
  errors: readonly ThrownError[];
  /** Of Playwright 1.52 and later. */
  annotations?: readonly PlaywrightAnnotation[];
}

/** An error outside of tests. */
export interface PlaywrightError extends ThrownError {
  /** What was thrown, where it was no error. */
  value?: string;
  /** Where it was thrown. */
  location?: {
    /** Absolute path. */
    file: string;
  };
}

/** What a reporter may make of a run. */
export interface PlaywrightVerdict {
  /** In the place of the run's own status, and so of the exit code. */
  status: "failed";
}

/** Reports to Octane. */
export class OctaneReporter {
  readonly #options: ReporterOptions;
  readonly #told: Set<string> = new Set();
  #collector: Collector | undefined;
  #rootDir: string = process.cwd();
  #allTests: () => readonly PlaywrightTest[] = () => [];
  /** Whether anything was run: `--list` only tells which tests there are. */
  #hasBegun = false;

  /** Playwright makes one, with the options beside the reporter's name. */
  constructor(options: ReporterOptions = {}) {
    this.#options = withoutOwn(options);
  }

  /** Another reporter may have the terminal. */
  printsToStdio(): boolean {
    return false;
  }

  /** Which tests there are. */
  onBegin(config: { rootDir: string }, suite: { allTests(): readonly PlaywrightTest[] }): void {
    this.#rootDir = config.rootDir;
    this.#allTests = () => suite.allTests();
  }

  /** A test, or an attempt of it, is run. */
  onTestBegin(): void {
    this.#hasBegun = true;
  }

  /** A test that may be run again waits for the end: in a serial group even one that passed is. */
  onTestEnd(test: PlaywrightTest): void {
    if (test.retries === 0) this.#tell(test);
  }

  /** Such as a file that cannot be loaded: its tests are not there. */
  onError(error: PlaywrightError): void {
    this.#hasBegun = true;
    const file = projectFile(this.#rootDir, error.location?.file);
    this.#opened().add(failedFile(file, [thrown(error)]));
  }

  /** Tells what is left, and delivers. */
  async onEnd(): Promise<PlaywrightVerdict | undefined> {
    if (!this.#hasBegun) return undefined;
    for (const test of this.#allTests()) {
      if (!this.#told.has(test.id)) this.#tell(test);
    }
    return (await conclude(this.#opened(), this.#options)) ? undefined : { status: "failed" };
  }

  #tell(test: PlaywrightTest): void {
    this.#told.add(test.id);
    this.#opened().add(endedTest(test));
  }

  /** Errors may come before the begin. */
  #opened(): Collector {
    this.#collector ??= createCollector("playwright", this.#options);
    return this.#collector;
  }
}

export default OctaneReporter;

/** Playwright puts some of its own among the options. */
function withoutOwn(options: ReporterOptions): ReporterOptions {
  const isOwn = (name: string) => name === "configDir" || name.startsWith("_");
  return Object.fromEntries(Object.entries(options).filter(([name]) => !isOwn(name)));
}

/** The path of titles is the root's, which is empty, the project, the file, the suites and the test itself. */
function endedTest(test: PlaywrightTest): EndedTest {
  const [, project, file, ...suites] = test.titlePath();
  const annotations = test.results.at(-1)?.annotations ?? test.annotations;
  return {
    file: file?.replaceAll("\\", "/"),
    suites: suites.slice(0, -1),
    title: test.title,
    variant: project,
    attempts: test.results.map((result) => attemptOf(result, test)),
    reason: annotations.find(({ type }) => type === "skip" || type === "fixme")?.description ?? notRun(test),
    tags: test.tags,
    properties: annotations.map(({ type, description = "" }): [string, string] => [type, description]),
  };
}

/** A test without any result: the run ended before, or a test before it in a serial group failed. */
function notRun({ results }: PlaywrightTest): string | undefined {
  return results.length === 0 ? "not run" : undefined;
}

/** Whether an attempt went well depends on what was expected of it: `test.fail()` expects a failure. */
function attemptOf(result: PlaywrightResult, { expectedStatus }: PlaywrightTest): Attempt {
  const { status, duration, startTime } = result;
  const measured = { duration, started: startTime.getTime() };
  if (status === "skipped") return { status: "skipped", ...measured };
  if (status === expectedStatus) return { status: "passed", ...measured };
  const errors = status === "passed" ? [UNEXPECTED] : result.errors.map(thrown);
  return { status: "failed", ...measured, errors };
}

const UNEXPECTED: ThrownError = { message: "the test is expected to fail, and passed" };

/** What is thrown and is no error stands in `value`; messages are in colour and hold what a page showed. */
function thrown({ message, stack, value }: PlaywrightError): ThrownError {
  return { message: message ?? value, stack: stack ?? message };
}
