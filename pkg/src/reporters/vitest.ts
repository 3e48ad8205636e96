/**
 * The reporter for Vitest 3 and later: `reporters: ["default", ["octane-payload/reporters/vitest", { … }]]`.
 *
 * @module octane-payload/reporters/vitest
 */

import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import {
  type Attempt,
  type EndedTest,
  octaneProperties,
  type PropertyValue,
  type ThrownError,
} from "./ended-test.js";
import { failedFile, failedSuite } from "./failures.js";
import type { ReporterOptions } from "./options.js";
import { projectFile } from "./project-file.js";

export type { ThrownError } from "./ended-test.js";
export type { ReporterOptions, SubmitTarget } from "./options.js";

/** What is used of Vitest's module, suite and test. */
export interface VitestTask {
  /** `module`, `suite` or `test`. */
  type: string;
  /** Its own title; a module has none. */
  name?: string;
  /** What it stands in; absent for a module. */
  parent?: VitestTask;
  /** The project that runs it. */
  project: {
    /** Empty where there is one project; it tells the runs of several apart. */
    name: string;
  };
}

/** A test file. */
export interface VitestModule extends VitestTask {
  /** Absolute path of the file, or the id of a virtual one. */
  moduleId: string;
  /** What failed outside of its tests, such as its import. */
  errors(): readonly ThrownError[];
  /** What stands in it. */
  children: {
    /** Its tests, those of suites included. */
    allTests(): Iterable<VitestTest>;
    /** Its suites, those within suites included. */
    allSuites(): Iterable<VitestSuite>;
  };
}

/** A `describe`. */
export interface VitestSuite extends VitestTask {
  /** What its hooks threw. */
  errors(): readonly ThrownError[];
}

/** A test. */
export interface VitestTest extends VitestTask {
  /** Tells it from every other test of the run. */
  id: string;
  /** Its own title. */
  name: string;
  /** The file that it stands in. */
  module: VitestModule;
  /** Of Vitest 4.1 and later. */
  tags?: readonly string[];
  /** What became of it. */
  result(): {
    /** `passed`, `failed`, `skipped`, or `pending` where it never ran. */
    state: string;
    /** What all attempts threw, in their order. */
    errors?: readonly ThrownError[] | undefined;
    /** Why it is skipped. */
    note?: string | undefined;
  };
  /** What was measured; undefined where it did not run. */
  diagnostic():
    | {
        /** Milliseconds, with a fraction. */
        duration: number;
        /** Milliseconds since 1970, with a fraction. */
        startTime: number;
        /** How often it was run again. */
        retryCount: number;
      }
    | undefined;
  /** Of Vitest 3.2 and later. */
  annotations?(): readonly {
    /** Name of a property, such as `octane.release`. */
    type: string;
    /** Its value. */
    message: string;
  }[];
  /** What the test has put into `task.meta`; members whose names begin with `octane.` are properties. */
  meta(): object;
}

/** Reports to Octane. In watch mode each run is a report. */
export class OctaneReporter {
  readonly #options: ReporterOptions;
  #root: string = process.cwd();
  #collector: Collector | undefined;
  #told: Set<string> = new Set();

  /** Vitest makes one, with the options beside the reporter's name. */
  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  /** Where the project lies. */
  onInit(vitest: { config: { root: string } }): void {
    this.#root = vitest.config.root;
  }

  /** Begins a report. */
  onTestRunStart(): void {
    this.#collector = createCollector("vitest", this.#options);
    this.#told = new Set();
  }

  /** A test has ended, with all its attempts. */
  onTestCaseResult(test: VitestTest): void {
    this.#told.add(test.id);
    this.#collector?.add(endedTest(test, this.#fileOf(test.module)));
  }

  /** What has no event of its own: tests that a failed hook let down, the hook, a file that cannot be loaded. */
  onTestModuleEnd(module: VitestModule): void {
    const file = this.#fileOf(module);
    for (const test of module.children.allTests()) {
      if (!this.#told.has(test.id)) this.onTestCaseResult(test);
    }
    for (const suite of module.children.allSuites()) {
      const errors = suite.errors();
      if (errors.length > 0) this.#collector?.add(failedSuite(file, titles(suite), errors));
    }
    const errors = module.errors();
    if (errors.length > 0) this.#collector?.add(failedFile(file, errors));
  }

  /** Delivers. */
  async onTestRunEnd(_: readonly unknown[], unhandled: readonly ThrownError[] = []): Promise<void> {
    const collector = this.#collector;
    if (collector === undefined) return;
    if (unhandled.length > 0) collector.add(failedFile(undefined, unhandled));
    if (!(await conclude(collector, this.#options))) process.exitCode = 1;
  }

  #fileOf(module: VitestModule): string | undefined {
    return projectFile(this.#root, module.moduleId);
  }
}

export default OctaneReporter;

function endedTest(test: VitestTest, file: string | undefined): EndedTest {
  const { parent } = test;
  return {
    file,
    suites: parent === undefined ? [] : titles(parent),
    title: test.name,
    variant: test.project.name,
    attempts: attemptsOf(test),
    reason: test.result().note,
    tags: test.tags,
    properties: propertiesOf(test),
  };
}

/** Titles of a suite and of those around it, from the outside in. */
function titles(task: VitestTask): string[] {
  const own = task.type === "suite" ? [task.name ?? ""] : [];
  return task.parent === undefined ? own : [...titles(task.parent), ...own];
}

/** Vitest keeps the errors of all attempts in one list, in their order. */
function attemptsOf(test: VitestTest): Attempt[] {
  const { state, errors = [] } = test.result();
  const { duration, startTime: started, retryCount = 0 } = test.diagnostic() ?? {};
  const before = Array.from(
    { length: retryCount },
    (_, index): Attempt => ({ status: "failed", errors: errors.slice(index, index + 1) }),
  );
  const status = state === "passed" || state === "failed" ? state : "skipped";
  return [
    ...before,
    { status, duration, started, errors: status === "failed" ? errors.slice(retryCount) : [] },
  ];
}

/** `task.meta` and annotations; an annotation's type is the name of a property. */
function propertiesOf(test: VitestTest): [string, PropertyValue][] {
  const annotations = test.annotations?.() ?? [];
  return [
    ...octaneProperties(test.meta()),
    ...annotations.map(({ type, message }): [string, string] => [type, message]),
  ];
}
