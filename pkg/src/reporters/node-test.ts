/**
 * The reporter for Node's own test runner: `node --test --test-reporter=octane-payload/reporters/node-test`, or with
 * options a module of one's own that exports `octaneReporter({ … })` as its default.
 *
 * @module octane-payload/reporters/node-test
 */

import { createCollector } from "./collector.js";
import type { Attempt, EndedTest, PropertyValue, ThrownError } from "./ended-test.js";
import type { ReporterOptions } from "./options.js";
import { projectFile } from "./project-file.js";

export type { ReporterOptions, SubmitTarget } from "./options.js";

/** An event of the runner; see Node's documentation of `TestsStream`. */
export interface NodeTestEvent {
  /** Such as `test:pass`. */
  type: string;
  /** What it is about. */
  data: NodeTestData;
}

/** What is used of events. */
export interface NodeTestData {
  /** Title of the test or the suite. */
  name?: string;
  /** How many suites and tests stand around it. */
  nesting?: number;
  /** Path of the file where it is defined. */
  file?: string | undefined;
  /** Line of its definition, counted from 1. */
  line?: number | undefined;
  /** Column of its definition, counted from 1. */
  column?: number | undefined;
  /** Text of a diagnostic. */
  message?: string;
  /** Whether, or why, it is skipped. */
  skip?: string | boolean | undefined;
  /** Whether, or why, it is not expected to pass yet. */
  todo?: string | boolean | undefined;
  /** What became of a test. */
  details?: {
    /** Milliseconds, with a fraction. */
    duration_ms?: number;
    /** `suite` for suites; `test`, or absent, for tests. */
    type?: string | undefined;
    /** Why it failed. */
    error?: NodeTestError | undefined;
  };
}

/** The runner's error, and what the test threw as its cause. */
export interface NodeTestError {
  /** What it says. */
  message?: string;
  /** Where it was thrown. */
  stack?: string;
  /** What kind of failure; `subtestsFailed` where only tests within it failed. */
  failureType?: string;
  /** What the test itself threw. */
  cause?: unknown;
}

/** Reads events and yields what is to be printed. */
export type NodeTestReporter = (events: AsyncIterable<NodeTestEvent>) => AsyncGenerator<string, void>;

/** A reporter with options. */
export function octaneReporter(options: ReporterOptions = {}): NodeTestReporter {
  return async function* octane(events) {
    const collector = createCollector("node:test", options);
    const reading = new Reading(Date.now());
    for await (const { type, data } of events)
      for (const test of reading.read(type, data)) collector.add(test);
    for (const test of reading.rest()) collector.add(test);
    const { isDelivered, line } = await collector.finish();
    if (!isDelivered && options.failOnError) process.exitCode = 1;
    yield `${line}\n`;
  };
}

/** The reporter without options, as `--test-reporter` takes it. */
const reporter: NodeTestReporter = octaneReporter();
export default reporter;

/**
 * Events as tests. They come in the order of the definitions, those of a suite around its tests; what a test says in
 * diagnostics comes behind its end, so that a test is told when the next event of another kind comes.
 */
class Reading {
  /** When all began. Events are held back by the runner while another file is reported, so that their times say nothing. */
  readonly #started: number;
  readonly #around: { title: string; hasTests: boolean }[] = [];
  #ended: { test: EndedTest; place: string; properties: [string, PropertyValue][] } | undefined;

  constructor(started: number) {
    this.#started = started;
  }

  read(type: string, data: NodeTestData): EndedTest[] {
    if (type === "test:diagnostic") {
      this.#note(data);
      return [];
    }
    if (type === "test:start") return this.#start(data);
    return type === "test:pass" || type === "test:fail" ? this.#end(type, data) : [];
  }

  /** The test that has ended and not been told. */
  rest(): EndedTest[] {
    const ended = this.#ended;
    this.#ended = undefined;
    return ended === undefined ? [] : [{ ...ended.test, properties: ended.properties }];
  }

  #start({ name = "", nesting = 0 }: NodeTestData): EndedTest[] {
    this.#around.splice(nesting, Number.POSITIVE_INFINITY, { title: name, hasTests: false });
    return this.rest();
  }

  #end(type: string, data: NodeTestData): EndedTest[] {
    const { nesting = 0 } = data;
    const own = this.#around[nesting];
    const before = this.rest();
    for (const suite of this.#around.slice(0, nesting)) suite.hasTests = true;
    // What only sums up the tests in it is none; what failed by itself, such as in a hook, is.
    const isSum = own?.hasTests || data.details?.type === "suite";
    if (isSum && !failedByItself(type, data)) return before;
    const suites = this.#around.slice(0, nesting).map(({ title }) => title);
    this.#ended = {
      test: endedTest(type, data, suites, this.#started),
      place: placeOf(data),
      properties: [],
    };
    return before;
  }

  /** `t.diagnostic("octane.backlog_item=5001")` */
  #note(data: NodeTestData): void {
    const [, name, value] = /^(octane\.[\w.]+)=(.*)$/s.exec(data.message ?? "") ?? [];
    if (name === undefined || value === undefined) return;
    if (this.#ended?.place === placeOf(data)) this.#ended.properties.push([name, value]);
  }
}

function failedByItself(type: string, { todo, details }: NodeTestData): boolean {
  return type === "test:fail" && !isGiven(todo) && details?.error?.failureType !== "subtestsFailed";
}

function placeOf({ file, line, column, nesting }: NodeTestData): string {
  return `${nesting} ${file}:${line}:${column}`;
}

function endedTest(type: string, data: NodeTestData, suites: string[], started: number): EndedTest {
  const file = projectFile(process.cwd(), data.file);
  const { name = "" } = data;
  const { duration_ms: duration, error } = data.details ?? {};
  const isSkipped = isGiven(data.skip) || isGiven(data.todo);
  const status = isSkipped ? "skipped" : type === "test:fail" ? "failed" : "passed";
  const attempt: Attempt = { status, duration, started, errors: error && !isSkipped ? [thrown(error)] : [] };
  // A file that fails as a whole is a test of its own, called by its path.
  const isFile = projectFile(process.cwd(), name) === file;
  return {
    file,
    suites,
    title: isFile ? (file ?? name) : name,
    attempts: [attempt],
    reason: [data.skip, data.todo].find((each) => typeof each === "string") as string | undefined,
  };
}

function isGiven(mark: string | boolean | undefined): boolean {
  return mark !== undefined && mark !== false;
}

function thrown(error: NodeTestError): ThrownError {
  const { cause } = error;
  if (typeof cause === "object" && cause !== null) return cause;
  return { message: typeof cause === "string" ? cause : error.message, stack: error.stack };
}
