/**
 * The reporter for Jest 28 and later: `reporters: ["default", ["octane-payload/reporters/jest", { … }]]`.
 *
 * @module octane-payload/reporters/jest
 */

import { readFileSync } from "node:fs";
import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import type { Attempt, EndedTest } from "./ended-test.js";
import { errorInText, failedFile } from "./failures.js";
import type { ReporterOptions } from "./options.js";
import { projectFile } from "./project-file.js";

export type { ReporterOptions, SubmitTarget } from "./options.js";

/** What is used of a test file, as Jest hands it over. */
export interface JestFile {
  /** Where it belongs. */
  context: {
    /** Configuration of its project. */
    config: {
      /** Folder that paths of test files are made relative to. */
      rootDir: string;
      /** Of projects that have one: it tells the runs of several projects apart. */
      displayName?:
        | {
            /** Name of the project. */
            name: string;
          }
        | undefined;
    };
  };
}

/** What became of a test file. */
export interface JestFileResult {
  /** Absolute path of the file. */
  testFilePath: string;
  /** Its tests, in their order. */
  testResults: readonly JestTestResult[];
  /** When it was run. */
  perfStats: {
    /** Milliseconds since 1970; 0 where it never ran. */
    start: number;
  };
  /** All that failed in the file, as one text. */
  failureMessage?: string | null | undefined;
  /** Why the file as a whole could not be run, such as a syntax error. */
  testExecError?:
    | {
        /** What it says. */
        message?: string;
        /** The message, and where it was thrown. */
        stack?: string | null;
      }
    | undefined;
}

/** What became of a test. */
export interface JestTestResult {
  /** Titles of the suites around it, from the outside in. */
  ancestorTitles: readonly string[];
  /** Its own title. */
  title: string;
  /** `passed`, `failed`, `pending`, `skipped`, `todo`, `disabled` or `focused`. */
  status: string;
  /** Milliseconds. */
  duration?: number | null | undefined;
  /** Milliseconds since 1970, where this version of Jest tells it. */
  startAt?: number | null | undefined;
  /** What the last attempt threw, each as text with a stack trace. */
  failureMessages: readonly string[];
  /** How often it was run; Jest keeps the reasons only where it logs them. */
  invocations?: number | undefined;
  /** What the earlier attempts threw. */
  retryReasons?: readonly string[] | undefined;
}

/** Reports to Octane. In watch mode each run is a report. */
export class OctaneReporter {
  readonly #options: ReporterOptions;
  #collector: Collector | undefined;
  #error: Error | undefined;

  /** Jest makes one, with its own configuration, of which nothing is used, and the options beside the reporter's name. */
  constructor(_globalConfig: unknown, options: ReporterOptions = {}) {
    this.#options = options;
  }

  /** Begins a report. */
  onRunStart(): void {
    this.#collector = createCollector("jest", this.#options);
    this.#error = undefined;
  }

  /** A test file has ended. */
  onTestResult(test: JestFile, result: JestFileResult): void {
    const { rootDir, displayName } = test.context.config;
    const file = projectFile(rootDir, result.testFilePath);
    const properties = pragmasOf(result.testFilePath);
    for (const each of result.testResults) {
      this.#collector?.add({ ...endedTest(each, result), file, variant: displayName?.name, properties });
    }
    const errors = fileErrors(result);
    if (errors !== undefined) this.#collector?.add(failedFile(file, [errorInText(errors)], startOf(result)));
  }

  /** Delivers. */
  async onRunComplete(): Promise<void> {
    if (this.#collector === undefined || (await conclude(this.#collector, this.#options))) return;
    this.#error = new Error("octane-payload: the results are not delivered, and failOnError is set");
  }

  /** Jest asks for it at the end, and fails the run where there is one. */
  getLastError(): Error | undefined {
    return this.#error;
  }
}

export default OctaneReporter;

function endedTest(test: JestTestResult, file: JestFileResult): EndedTest {
  return {
    suites: test.ancestorTitles,
    title: test.title,
    attempts: attemptsOf(test, startOf(file)),
    reason: test.status === "todo" ? "todo" : undefined,
  };
}

function attemptsOf(test: JestTestResult, fileStart: number | undefined): Attempt[] {
  const { retryReasons = [], invocations = 1 } = test;
  const before = Array.from(
    { length: Math.max(invocations - 1, retryReasons.length) },
    (_, index): Attempt => {
      return { status: "failed", errors: retryReasons.slice(index, index + 1).map(errorInText) };
    },
  );
  const last: Attempt = {
    status: test.status === "passed" || test.status === "failed" ? test.status : "skipped",
    duration: test.duration ?? undefined,
    started: test.startAt ?? fileStart,
    errors: test.failureMessages.map(errorInText),
  };
  return [...before, last];
}

/** Jest writes 0 for a file that never ran. */
function startOf({ perfStats }: JestFileResult): number | undefined {
  return perfStats.start || undefined;
}

/** What failed of a file and of none of its tests: it cannot be loaded, or `afterAll` of it fails. */
function fileErrors({ testExecError, failureMessage, testResults }: JestFileResult): string | undefined {
  const hasFailedTest = testResults.some(({ status }) => status === "failed");
  if (testExecError) return testExecError.stack || testExecError.message || failureMessage || "";
  return hasFailedTest ? undefined : failureMessage || undefined;
}

const DOCBLOCK = /^\s*\/\*\*[\s\S]*?\*\//;
const PRAGMA = /@(octane\.[\w.]+)[ \t]+([^\r\n]+?)[ \t]*(?:\*\/|$)/gm;

/** What the comment at the start of a test file says of all its tests, as Jest has its own settings there. */
function pragmasOf(path: string): [string, string][] {
  const [docblock = ""] = DOCBLOCK.exec(readSource(path)) ?? [];
  return Array.from(docblock.matchAll(PRAGMA), ([, name = "", value = ""]): [string, string] => [
    name,
    value,
  ]);
}

/** A file that cannot be read says nothing; that it could not be run is Jest's own to tell. */
function readSource(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
