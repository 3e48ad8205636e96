/** The reporter for Jest 28 and later: `reporters: ["default", ["octane-payload/reporters/jest", { … }]]`. */

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
  context: { config: { rootDir: string; displayName?: { name: string } | undefined } };
}

/** What became of a test file. */
export interface JestFileResult {
  testFilePath: string;
  testResults: readonly JestTestResult[];
  perfStats: { start: number };
  failureMessage?: string | null | undefined;
  testExecError?: { message?: string; stack?: string | null } | undefined;
}

/** What became of a test. */
export interface JestTestResult {
  ancestorTitles: readonly string[];
  title: string;
  status: string;
  duration?: number | null | undefined;
  startAt?: number | null | undefined;
  failureMessages: readonly string[];
  /** How often it was run; Jest keeps the reasons only where it logs them. */
  invocations?: number | undefined;
  retryReasons?: readonly string[] | undefined;
}

/** Reports to Octane. In watch mode each run is a report. */
export class OctaneReporter {
  readonly #options: ReporterOptions;
  #collector: Collector | undefined;
  #error: Error | undefined;

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
