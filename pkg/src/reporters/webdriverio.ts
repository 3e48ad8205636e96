/**
 * For WebdriverIO 8 and later: a reporter in each worker, and a service in the launcher that gathers what they tell. In
 * `wdio.conf`: `reporters: [OctaneReporter], services: [[OctaneService, { … }]]`.
 *
 * @module octane-payload/reporters/webdriverio
 */

import { EventEmitter } from "node:events";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Collector, createCollector } from "./collector.js";
import { conclude } from "./conclude.js";
import type { EndedTest } from "./ended-test.js";
import { failedFile } from "./failures.js";
import type { ReporterOptions } from "./options.js";
import { projectFile } from "./project-file.js";
import { letDown, type TestLine, type WdioContext, WdioReading } from "./webdriverio-reading.js";

export type { MochaSuite, MochaTest } from "./mocha-reading.js";
export type { ReporterOptions, SubmitTarget } from "./options.js";
export type { WdioContext } from "./webdriverio-reading.js";

/** Where workers leave what they have to tell; workers inherit the launcher's environment. */
const FOLDER = "OCTANE_PAYLOAD_WDIO_FOLDER";

/** In a worker: a line for each test that has ended. Without the service nobody reads it, and nothing is written. */
export class OctaneReporter extends EventEmitter {
  /** WebdriverIO asks whether something is still to be written. */
  readonly isSynchronised: boolean = true;

  /** WebdriverIO makes one in each worker. The options are those of the service: here nothing is delivered. */
  constructor(_options: object = {}) {
    super();
    const reading = new WdioReading(this, process.cwd());
    const folder = process.env[FOLDER];
    if (folder === undefined) return;
    reading.onTest = (cid, test) => appendFileSync(fileOf(folder, cid), `${JSON.stringify(test)}\n`);
  }
}

/** WebdriverIO fails a run for errors of this name alone; it tells others and goes on. */
function severe(message: string): Error {
  return Object.assign(new Error(message), { name: "SevereServiceError" });
}

function fileOf(folder: string, cid: string): string {
  return join(folder, `${cid}.jsonl`);
}

/**
 * In the launcher: takes the tests of each worker that has ended, and reports to Octane at the end. In the workers, where
 * WebdriverIO makes one as well: says which tests a failed hook lets down, of which a reporter hears nothing.
 */
export class OctaneService {
  readonly #options: ReporterOptions;
  #collector: Collector | undefined;
  #folder = "";
  /** Tests of spec files that are run again as a whole. */
  readonly #repeated: Map<string, EndedTest[]> = new Map();

  /** WebdriverIO makes one in the launcher and in each worker, with the options beside the service's name. */
  constructor(options: ReporterOptions = {}) {
    this.#options = options;
  }

  /** Begins a report, and says to the workers to come where it is. */
  onPrepare(): void {
    this.#folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
    process.env[FOLDER] = this.#folder;
    this.#collector = createCollector("webdriverio", this.#options);
  }

  /** The Mocha framework's context leads to the suite of the hook. */
  afterHook(
    hook: { title?: string },
    context: WdioContext | undefined,
    { passed }: { passed: boolean },
  ): void {
    const [folder, cid] = [process.env[FOLDER], process.env.WDIO_WORKER_ID];
    if (passed || folder === undefined || cid === undefined) return;
    const tests = letDown(context?.test?.parent, `${titleOf(hook)} failed`, process.cwd());
    for (const test of tests) appendFileSync(fileOf(folder, cid), `${JSON.stringify(test)}\n`);
  }

  /** `retries` is how often the spec files may still be run again. */
  onWorkerEnd(cid: string, exitCode: number, specs: readonly string[], retries = 0): void {
    const told = this.#take(cid);
    const key = specs.join();
    const before = this.#repeated.get(key) ?? [];
    const tests = joined(before, told.length > 0 || exitCode === 0 ? told : brokenSpecs(specs, exitCode));
    this.#repeated.delete(key);
    if (exitCode !== 0 && retries > 0) this.#repeated.set(key, tests);
    else for (const test of tests) this.#collector?.add(test);
  }

  /** Delivers. */
  async onComplete(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    const collector = this.#collector;
    if (collector === undefined || (await conclude(collector, this.#options))) return;
    throw severe("octane-payload: the results are not delivered, and failOnError is set");
  }

  /** A worker's number comes again where its spec files do: what is read is taken away. */
  #take(cid: string): EndedTest[] {
    const file = fileOf(this.#folder, cid);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    rmSync(file);
    return withoutRepeated(lines.map((line) => JSON.parse(line) as TestLine));
  }
}

/** WebdriverIO calls every hook by the function that it puts around it. */
function titleOf({ title = "a hook" }: { title?: string }): string {
  return title.replace(": wrappedHook", "");
}

/** What was told of a test goes before what was said for the case that nothing would be. */
function withoutRepeated(lines: readonly TestLine[]): EndedTest[] {
  const told = new Set(lines.filter(({ isLetDown }) => !isLetDown).map(keyOf));
  const variant = lines.find((line) => line.variant)?.variant;
  const counting = lines.filter((line) => !line.isLetDown || !told.has(keyOf(line)));
  return counting.map(({ isLetDown: _, ...test }) => ({ ...test, variant }));
}

/** A worker that ended without a word of any test: it could not load its spec files, or had no browser. */
function brokenSpecs(specs: readonly string[], exitCode: number): EndedTest[] {
  const error = { message: `the worker ended with exit code ${exitCode} before the first test` };
  return specs.map((spec) => failedFile(projectFile(process.cwd(), spec), [error]));
}

/** The tests of the last run, each with its attempts in the runs before. */
function joined(before: readonly EndedTest[], tests: readonly EndedTest[]): EndedTest[] {
  const attempts = new Map(before.map((test) => [keyOf(test), test.attempts]));
  return tests.map((test) => ({
    ...test,
    attempts: [...(attempts.get(keyOf(test)) ?? []), ...test.attempts],
  }));
}

function keyOf({ file, suites, title }: EndedTest): string {
  return JSON.stringify([file, suites, title]);
}
