/** The fault matrix: every fault of the sandbox in every phase, what each comes to, and what is left after a resumption. */

import { FAULTS, type FaultName, type Phase } from "../../src/sandbox/faults.js";
import type { Sandbox } from "../../src/sandbox/index.js";

/** The phases in which a submission can be hit. */
export const HIT = ["sign-in", "schema", "post", "status", "log"] as const satisfies readonly Phase[];

/** One cell. */
export interface Cell {
  fault: FaultName;
  phase: (typeof HIT)[number];
  /** How often the fault strikes. */
  times: number;
}

/** Faults that a second try meets again: once is enough. */
const ONCE: ReadonlySet<FaultName> = new Set([
  "silence",
  "slow",
  "session-expired",
  "too-many-requests",
  "outage",
]);

/** Every cell. */
export const CELLS: readonly Cell[] = FAULTS.flatMap((fault) =>
  HIT.map((phase) => ({ fault, phase, times: ONCE.has(fault) ? 1 : 2 })),
);

/** Parts of a submission, and the tests in each. */
export const PARTS = 3;
const TESTS = 4;

/** The payload of a part. */
export function payloadOf(part: number): string {
  const runs = Array.from({ length: TESTS }, (_, test) => {
    const name = `part ${part} test ${test}`;
    return `<test_run module="m" package="p" class="C" name="${name}" duration="${test}" status="Passed"/>`;
  });
  return `<test_result><test_runs>${runs.join("")}</test_runs></test_result>`;
}

/** What a client tells of an attempt. */
export interface Attempt {
  /** The outcome, or the kind of the error; `schema: …` where it came no further. */
  outcome: string;
  /** Method, path and hash of the body of each request, in order. */
  requests: string[];
  /** The requests that waited for another try, by method and path. */
  waits: string[];
}

/** Requests beyond the first of each. To look at a status again is no second try, unless the client waited for one. */
export function retriesOf({ requests, waits }: Attempt): number {
  const isStatus = (request: string) => /^GET .*\/test-results\/\d+( |$)/.test(request);
  const others = requests.filter((request) => !isStatus(request));
  return others.length - new Set(others).size + waits.filter(isStatus).length;
}

/** The options of a client that has no time to lose. */
export const HASTE = {
  requestsPerSecond: 1000,
  requestTimeout: 3000,
  retry: { firstWait: 20, longestWait: 200, connectionTries: 4 },
  gzip: "always",
} as const;

/** What the sandbox holds that it should not, or lacks; empty where every test is there exactly once, and nothing else. */
function differencesIn(sandbox: Sandbox): string[] {
  const wanted = new Set(
    Array.from({ length: PARTS }, (_, part) => payloadOf(part)).flatMap((payload) =>
      Array.from(payload.matchAll(/ name="([^"]*)"/g), ([, name]) => name ?? ""),
    ),
  );
  const found = sandbox.runs.map(({ name }) => name);
  return [
    ...[...wanted].filter((name) => !found.includes(name)).map((name) => `lacks ${name}`),
    ...found.filter((name) => !wanted.has(name)).map((name) => `has ${name} too`),
    ...sandbox.runs.filter(({ tasks }) => tasks.length !== 1).map(({ name }) => `has ${name} twice`),
    ...(sandbox.submissions.length === PARTS ? [] : [`has ${sandbox.submissions.length} payloads`]),
  ];
}

/** An attempt under the fault of a cell, what resuming came to, and what was wrong at the sandbox then. */
export interface Course extends Attempt {
  cell: Cell;
  /** The outcome of the last attempt. */
  resumed: string;
  differences: string[];
}

/** Submits against the sandbox with the fault, and resumes. */
export async function courseOf(
  cell: Cell,
  sandbox: Sandbox,
  attempt: () => Promise<Attempt>,
): Promise<Course> {
  const first = await attempt();
  let resumed = await attempt();
  // A fault that ends an attempt at once may be there for the next one too.
  if (resumed.outcome !== "success") resumed = await attempt();
  return { cell, ...first, resumed: resumed.outcome, differences: differencesIn(sandbox) };
}

/** Those that did not end well, however often resumed. */
export function brokenOf(courses: readonly Course[]): Course[] {
  return courses.filter(({ resumed, differences }) => resumed !== "success" || differences.length > 0);
}

/** The table of a matrix. */
export function tableOf(title: string, courses: readonly Course[]): string {
  return ["", `${title}:`, HEAD, ...courses.map((course) => rowOf(course.cell, course)), ""].join("\n");
}

/** A line of the table. */
function rowOf({ fault, phase }: Cell, attempt: Attempt): string {
  const count = (number: number) => String(number).padStart(8);
  return `${fault.padEnd(18)} ${phase.padEnd(8)} ${count(attempt.requests.length)} ${count(retriesOf(attempt))}  ${attempt.outcome}`;
}

/** The table's head. */
const HEAD = `${"fault".padEnd(18)} ${"phase".padEnd(8)} requests  retries  outcome`;

/** Does `work` for each item, so many at a time; the results in the order of the items. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}
