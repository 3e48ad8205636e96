/** The events of a WebdriverIO worker as ended tests. */

import type { EventEmitter } from "node:events";
import type { Attempt, EndedTest, ThrownError } from "./ended-test.js";
import { type MochaSuite, titlesOf } from "./mocha-reading.js";
import { projectFile } from "./project-file.js";

/** What is used of a test, a hook or a suite. */
export interface WdioEvent {
  cid: string;
  title: string;
  file?: string | undefined;
  duration?: number | undefined;
  error?: ThrownError | undefined;
  errors?: readonly ThrownError[] | undefined;
  pendingReason?: string | undefined;
  /** Of the runner's start. */
  specs?: readonly string[];
  capabilities?: { browserName?: string };
}

/** Reads one worker's events; they come as they happen. */
export class WdioReading {
  /** Told of each test. */
  onTest: (cid: string, test: EndedTest) => void = () => {};
  readonly #root: string;
  readonly #suites: string[] = [];
  #started: number | undefined;
  #attempts: Attempt[] = [];
  #browser: string | undefined;
  #spec: string | undefined;

  constructor(events: EventEmitter, root: string) {
    this.#root = root;
    const hear = (name: string, listener: (event: WdioEvent) => void) => events.on(name, listener);
    hear("runner:start", ({ capabilities, specs }) => {
      this.#browser = capabilities?.browserName;
      this.#spec = specs?.[0];
    });
    hear("suite:start", ({ title }) => this.#suites.push(title));
    hear("suite:end", () => this.#suites.pop());
    hear("test:start", () => {
      this.#started = Date.now();
    });
    hear("test:retry", (test) => this.#attempts.push(this.#failed(test)));
    hear("test:pass", (test) => this.#ended(test, this.#measured(test, "passed")));
    hear("test:fail", (test) => this.#ended(test, this.#failed(test)));
    for (const name of ["test:pending", "test:skip"])
      hear(name, (test) => this.#ended(test, { status: "skipped" }));
    hear("hook:end", (hook) => {
      if (hook.error) this.#ended(hook, this.#failed(hook));
    });
  }

  #ended(test: WdioEvent, last: Attempt): void {
    const attempts = [...this.#attempts, last];
    this.#attempts = [];
    this.onTest(test.cid, {
      file: projectFile(this.#root, test.file ?? this.#spec),
      suites: [...this.#suites],
      title: test.title,
      variant: this.#browser,
      attempts,
      reason: test.pendingReason,
    });
  }

  #failed(test: WdioEvent): Attempt {
    const errors = test.errors?.length ? test.errors : [test.error ?? {}];
    return { ...this.#measured(test, "failed"), errors: errors.map(plain) };
  }

  #measured({ duration }: WdioEvent, status: Attempt["status"]): Attempt {
    return { status, duration, started: this.#started };
  }
}

/** What of an error survives as JSON. */
function plain({ name, message, stack }: ThrownError): ThrownError {
  return { name, message, stack };
}

/** What a worker leaves: a test that has ended, or one that a failed hook lets down unless something else is told of it. */
export interface TestLine extends EndedTest {
  isLetDown?: boolean;
}

/** The Mocha framework's `this`. */
export interface WdioContext {
  /** The hook itself. */
  test?:
    | {
        /** The suite whose tests the hook is for. */
        parent?: MochaSuite | undefined;
      }
    | undefined;
}

/** The tests of a suite and of those in it, as skipped. */
export function letDown(suite: MochaSuite | undefined, reason: string, root: string): TestLine[] {
  const tests: TestLine[] = [];
  suite?.eachTest?.(({ title, file, parent }) => {
    const place = { file: projectFile(root, file), suites: titlesOf(parent), title };
    tests.push({ ...place, attempts: [{ status: "skipped" }], reason, isLetDown: true });
  });
  return tests;
}
