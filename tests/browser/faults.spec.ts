/** The fault matrix in a real browser: its own cookies, its own fetch, and a journal in its own database. */

import { type Browser, expect, type Page } from "@playwright/test";
import { TRY_USER } from "../../pkg/src/sandbox/index.js";
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
  tableOf,
} from "../../pkg/test/support/fault-matrix.js";
import { libxml2Core } from "../../pkg/test/support/libxml2-core.js";
import { test } from "./support/browser.js";
import { type FaultHouse, openFaultHouse } from "./support/fault-house.js";

const core = libxml2Core();

/** Runs in the page: fetches the schema, then submits with the browser's journal. */
const ATTEMPT = `(async ({ payloads, credentials, haste }) => {
  const { OctaneClient, openBrowserJournal } = await import("octane-payload");
  const [requests, waits] = [[], []];
  const onProgress = ({ kind, request }) => {
    if (kind === "wait") waits.push(request);
  };
  const place = { server: "/", sharedSpace: 1001, workspace: 1002 };
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));
  const fetch = async (url, init) => {
    requests.push([init.method, url, init.body ? await hash(init.body) : ""].join(" "));
    return globalThis.fetch(url, init);
  };
  const client = new OctaneClient({ ...place, credentials, fetch, ...haste });
  const journal = await openBrowserJournal({ ...place, skipErrors: false });
  const parts = await Promise.all(
    payloads.map(async (text, index) => {
      const bytes = new TextEncoder().encode(text);
      return { index, runs: 4, bytes, sha256: await hash(bytes), valid: true, diagnostics: [] };
    }),
  );
  let stage = "schema: ";
  try {
    await client.schema();
    stage = "";
    const { outcome } = await client.submit(parts, { journal, onProgress, timeout: 20_000 });
    return { outcome, requests, waits };
  } catch (error) {
    if (error.name !== "OctaneError") throw error;
    return { outcome: stage + error.kind, requests, waits };
  } finally {
    journal.close();
  }
})`;

const GIVEN = {
  payloads: Array.from({ length: PARTS }, (_, part) => payloadOf(part)),
  credentials: TRY_USER,
  haste: HASTE,
};

/** A page that was just opened: nothing but the browser's own database survives from the attempt before. */
async function attempt(page: Page, house: FaultHouse): Promise<Attempt> {
  await page.goto(`${house.url}/page`);
  return page.evaluate(`${ATTEMPT}(${JSON.stringify(GIVEN)})`);
}

async function courseInBrowser(browser: Browser, cell: Cell): Promise<Course> {
  const house = await openFaultHouse(core, cell);
  const context = await browser.newContext();
  const page = await context.newPage();
  const course = await courseOf(cell, house.sandbox, () => attempt(page, house));
  await context.close();
  await house.close();
  return course;
}

test("after each fault in each phase, resuming leaves every test at the server exactly once", async ({
  browser,
}) => {
  test.setTimeout(600_000);
  const courses = await inParallel(CELLS, 6, (cell) => courseInBrowser(browser, cell));
  process.stdout.write(tableOf("Faults in Chromium", courses));
  expect(brokenOf(courses)).toEqual([]);
  expect(courses).toHaveLength(CELLS.length);
});
