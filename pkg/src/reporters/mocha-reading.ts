/** Mocha's events as ended tests: attempts gathered, and tests that a failed hook let down told as skipped. */

import { type Attempt, type EndedTest, octaneProperties, type ThrownError } from "./ended-test.js";
import { projectFile } from "./project-file.js";

/** What is used of a suite. */
export interface MochaSuite {
  /** Empty for the suite that is the root. */
  title: string;
  /** The suite around it; absent for the root. */
  parent?: MochaSuite | undefined;
  /** Not there in Mocha's parallel mode. */
  eachTest?(visit: (test: MochaTest) => void): unknown;
}

/** What is used of a test or a hook. */
export interface MochaTest {
  /** `test` or `hook`. */
  type: string;
  /** Its own title. */
  title: string;
  /** Absolute path of its file. */
  file?: string | undefined;
  /** Milliseconds; absent where it did not run. */
  duration?: number | undefined;
  /** The suite that it stands in. */
  parent?: MochaSuite | undefined;
  /** Its title behind those of the suites around it. */
  fullTitle(): string;
  /** The test that this is another attempt of. */
  retriedTest?(): MochaTest | undefined;
}

/** What is used of Mocha's runner. */
export interface MochaRunner {
  /** Listens to an event of Mocha's. */
  on(event: string, listener: (subject: never, error: never) => void): unknown;
  /** Whether files run in processes of their own: their events then come when all of a file is over. */
  isParallelMode?(): boolean;
}

/** What was thrown: mostly an error. */
export interface MochaError extends ThrownError {
  /** Further errors of the same test. */
  multiple?: readonly ThrownError[];
}

/** One run of Mocha. */
export class MochaReading {
  readonly #tell: (test: EndedTest) => void;
  readonly #root: string;
  /** Attempts that were repeated, by the test's whole title: a test is repeated before the next begins. */
  readonly #attempts: Map<string, Attempt[]> = new Map();
  readonly #told: Set<MochaTest> = new Set();
  /** Why tests of a suite do not run any more. */
  readonly #broken: Map<MochaSuite, string> = new Map();
  #started: number | undefined;
  #isParallel = false;
  #isWanted: (test: MochaTest) => boolean = () => true;

  constructor(tell: (test: EndedTest) => void, root: string) {
    this.#tell = tell;
    this.#root = root;
  }

  listen(runner: MochaRunner): void {
    // In parallel mode the events of a file come when all of it is over.
    this.#isParallel = runner.isParallelMode?.() ?? false;
    this.#isWanted = filterOf(runner);
    runner.on("test", () => {
      this.#started = Date.now();
    });
    runner.on("retry", (test: MochaTest, error: MochaError) => this.#retried(test, error));
    runner.on("pass", (test: MochaTest) => this.#ended(test, { status: "passed" }));
    runner.on("fail", (test: MochaTest, error: MochaError) => this.#failed(test, error));
    runner.on("pending", (test: MochaTest) => this.#ended(test, { status: "skipped" }));
    runner.on("suite end", (suite: MochaSuite) => this.#suiteEnded(suite));
  }

  #retried(test: MochaTest, error: MochaError): void {
    const key = keyOf(test);
    const attempt = this.#measured(test, { status: "failed", errors: errorsOf(error) });
    this.#attempts.set(key, [...(this.#attempts.get(key) ?? []), attempt]);
  }

  #failed(test: MochaTest, error: MochaError): void {
    if (test.type === "hook" && test.parent) this.#broken.set(test.parent, `${test.title} failed`);
    this.#ended(test, { status: "failed", errors: errorsOf(error) });
  }

  #ended(test: MochaTest, last: Attempt, reason?: string): void {
    const key = keyOf(test);
    const before = this.#attempts.get(key) ?? [];
    this.#attempts.delete(key);
    this.#told.add(original(test));
    this.#tell({
      file: projectFile(this.#root, test.file),
      suites: titlesOf(test.parent),
      title: test.title,
      attempts: [...before, this.#measured(test, last)],
      reason,
      properties: octaneProperties(test),
    });
  }

  /** What was not begun has no start. */
  #measured(test: MochaTest, attempt: Attempt): Attempt {
    const started = this.#isParallel || attempt.status === "skipped" ? undefined : this.#started;
    return { ...attempt, duration: test.duration, started };
  }

  /** Tests that a hook of the suite let down have no event of their own. */
  #suiteEnded(suite: MochaSuite): void {
    const reason = this.#broken.get(suite);
    if (reason === undefined) return;
    suite.eachTest?.((test) => {
      if (!this.#told.has(test) && this.#isWanted(test)) this.#ended(test, { status: "skipped" }, reason);
    });
  }
}

function keyOf(test: MochaTest): string {
  return `${test.file} ${test.fullTitle()}`;
}

function original(test: MochaTest): MochaTest {
  return test.retriedTest?.() ?? test;
}

/** The titles of a suite and of those around it, from the outside in. */
export function titlesOf(suite: MochaSuite | undefined): string[] {
  return suite === undefined ? [] : [...titlesOf(suite.parent), suite.title].filter((title) => title !== "");
}

/** Anything can be thrown. */
function errorsOf(error: MochaError | undefined): ThrownError[] {
  if (typeof error !== "object" || error === null) return [{ message: String(error) }];
  return [error, ...(error.multiple ?? [])];
}

/** `--grep`: tests that it leaves out are still there, and were never to run. */
function filterOf(runner: MochaRunner): (test: MochaTest) => boolean {
  const { _grep: grep, _invert: isInverted = false } = runner as { _grep?: RegExp; _invert?: boolean };
  return (test) => grep === undefined || grep.test(test.fullTitle()) !== isInverted;
}
