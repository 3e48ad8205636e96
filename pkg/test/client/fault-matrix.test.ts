/** Every fault of the sandbox in every phase, over real HTTP: how the submission ends, and that resuming makes it whole. */

import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FetchFunction, isOctaneError, OctaneClient, type SubmissionProgress } from "../../src/index.js";
import { openFileJournal } from "../../src/journal-file.js";
import { TRY_USER } from "../../src/sandbox/index.js";
import { serveSandbox } from "../../src/sandbox/serve.js";
import {
  type Attempt,
  brokenOf,
  CELLS,
  type Cell,
  type Course,
  courseOf,
  HASTE,
  inParallel,
  PARTS,
  payloadOf,
  retriesOf,
  tableOf,
} from "../support/fault-matrix.js";
import { libxml2Core } from "../support/libxml2-core.js";
import { part } from "../support/parts.js";

let folder = "";
const core = libxml2Core();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Fetches the schema, then submits: what a command line does, in one process with a journal. */
async function attempt(server: string, path: string): Promise<Attempt> {
  const [requests, waits]: [string[], string[]] = [[], []];
  const onProgress = (progress: SubmissionProgress) => {
    if (progress.kind === "wait") waits.push(progress.request);
  };
  const fetch: FetchFunction = (url, init) => {
    const body = createHash("sha256")
      .update(init.body ?? "")
      .digest("hex");
    requests.push(`${init.method} ${new URL(url).pathname} ${body}`);
    return globalThis.fetch(url, init);
  };
  const place = { server, sharedSpace: 1001, workspace: 1002 };
  const client = new OctaneClient({ ...place, credentials: TRY_USER, fetch, ...HASTE });
  const journal = openFileJournal(path, { resume: true });
  const parts = Array.from({ length: PARTS }, (_, index) => part(index, payloadOf(index)));
  let stage = "schema: ";
  try {
    await client.schema();
    stage = "";
    const { outcome } = await client.submit(parts, { journal, onProgress, timeout: 20_000 });
    return { outcome, requests, waits };
  } catch (error) {
    if (!isOctaneError(error)) throw error;
    return { outcome: `${stage}${error.kind}`, requests, waits };
  } finally {
    journal.close();
  }
}

async function courseInNode(cell: Cell): Promise<Course> {
  const served = await serveSandbox({ core, faults: [cell] });
  const path = join(folder, `${cell.fault}-${cell.phase}.jsonl`);
  const course = await courseOf(cell, served.sandbox, () => attempt(served.url, path));
  await served.close();
  return course;
}

let courses: Course[] = [];

beforeAll(async () => {
  courses = await inParallel(CELLS, 6, courseInNode);
}, 300_000);

test("after each fault in each phase, resuming leaves every test at the server exactly once", () => {
  process.stdout.write(tableOf("Faults in Node", courses));
  expect(brokenOf(courses)).toEqual([]);
  expect(courses).toHaveLength(CELLS.length);
});

const MENDED = [
  ...["queue-full", "request-limit", "too-many-requests", "bad-gateway", "outage"],
  ...["reset-before", "reset-after", "cut", "silence"],
];

test("what another try can mend is mended without a resumption, in every phase", () => {
  const mended = courses.filter(({ cell }) => MENDED.includes(cell.fault));
  expect(mended.filter(({ outcome }) => outcome !== "success")).toEqual([]);
  expect(mended.filter((course) => retriesOf(course) === 0)).toEqual([]);
});

test("what another try cannot mend is tried once", () => {
  const final = ["forbidden", "too-large", "error"];
  const tried = courses.filter(({ cell }) => final.includes(cell.fault));
  expect(tried.filter((course) => retriesOf(course) > 0)).toEqual([]);
});
