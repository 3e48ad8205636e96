/** The client in a page: what a browser's fetch hides from it, and what it makes of that. */

import { expect, type Page } from "@playwright/test";
import { test } from "./support/browser.js";
import { type ClientHouse, openClientHouse } from "./support/client-house.js";

let house: ClientHouse;

test.beforeAll(async () => {
  house = await openClientHouse();
});

test.afterAll(() => house.close());

test.beforeEach(async ({ page }) => {
  await page.goto(house.url);
});

/** Runs `work` in the page with a client of the given server; an error comes back as its kind and codes. */
function inPage(page: Page, server: string, work: string, credentials: object): Promise<unknown> {
  const script = `(async () => {
    const { OctaneClient } = await import("octane-payload");
    const place = { server: ${JSON.stringify(server)}, sharedSpace: 1001, workspace: 1002 };
    const client = new OctaneClient({ ...place, credentials: ${JSON.stringify(credentials)} });
    try {
      return await (${work})(client);
    } catch (error) {
      return { kind: error.kind, codes: error.diagnostics.map(({ code }) => code) };
    }
  })()`;
  return page.evaluate(script);
}

const USER = { user: "sandbox@example.com", password: "sandbox" };

test("a submission through the gateway ends as success, and scripts see no cookie", async ({ page }) => {
  const xml =
    '<test_result><test_runs><test_run name="a" duration="1" status="Passed"/></test_runs></test_result>';
  const work = `async (client) => {
    const bytes = new TextEncoder().encode(${JSON.stringify(xml)});
    const kinds = [];
    const onProgress = ({ kind }) => kinds.push(kind);
    const { outcome, parts } = await client.submit([{ index: 0, runs: 1, bytes }], { onProgress });
    return { outcome, statuses: parts.map(({ status }) => status), last: kinds.at(-1), cookies: document.cookie };
  }`;
  expect(await inPage(page, "/octane", work, USER)).toEqual({
    outcome: "success",
    statuses: ["success"],
    last: "done",
    cookies: "",
  });
  expect(Buffer.from(house.sandbox.submissions[0]?.bytes ?? []).toString()).toBe(xml);
});

test("a redirect that the browser hides is told as one", async ({ page }) => {
  const outcome = await inPage(page, "/odd/redirect", "(client) => client.signIn()", USER);
  expect(outcome).toEqual({ kind: "network", codes: ["redirected"] });
});

test("an access token travels as a header, since a page cannot send a cookie", async ({ page }) => {
  const outcome = await inPage(page, "/odd/status", "(client) => client.status(7)", { accessToken: "tok" });
  expect(outcome).toMatchObject({ status: "running" });
  expect(house.seen.at(-1)?.headers.get("authorization")).toBe("Bearer tok");
});

test("an abort ends a request at once", async ({ page }) => {
  const work = `async (client) => {
    const controller = new AbortController();
    const asking = client.status(7, { signal: controller.signal });
    controller.abort();
    return await asking;
  }`;
  const outcome = await inPage(page, "/odd/silence", work, { accessToken: "tok" });
  expect(outcome).toEqual({ kind: "aborted", codes: ["aborted"] });
});

test("another origin, which browsers refuse, is told with the way out", async ({ page }) => {
  const elsewhere = house.url.replace("127.0.0.1", "localhost");
  const work = `(client) => client.signIn().catch((error) => error.diagnostics[0].help)`;
  expect(await inPage(page, elsewhere, work, USER)).toContain("through a gateway of its own origin");
});
