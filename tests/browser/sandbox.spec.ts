/** The sandbox in a page: the whole of it, without a server and without cookies. */

import { expect } from "@playwright/test";
import { test } from "./support/browser.js";
import { type ClientHouse, openClientHouse } from "./support/client-house.js";

let house: ClientHouse;

test.beforeAll(async () => {
  house = await openClientHouse();
});

test.afterAll(() => house.close());

const TRY_IT = `(async () => {
  const { convert, OctaneClient } = await import("octane-payload");
  const { createSandbox, TRY_USER } = await import("octane-payload/sandbox");
  const sandbox = createSandbox({ session: "ambient" });
  const client = new OctaneClient({
    server: "http://sandbox.invalid",
    sharedSpace: 1001,
    workspace: 1002,
    credentials: TRY_USER,
    fetch: (url, init) => sandbox.fetch(new Request(url, init)),
  });
  const report = '<testsuite><testcase classname="shop.Cart" name="adds" time="0.01"/></testsuite>';
  const { parts } = await convert({ name: "report.xml", content: report }, { context: { release: { id: 9 } } });
  const failed = await client.submit(parts);
  const warned = await client.submit(parts, { skipErrors: true });
  const names = sandbox.runs.map(({ name }) => name);
  return { outcomes: [failed.outcome, warned.outcome], log: failed.parts[0].log, names };
})()`;

test("a report is converted, sent and followed without anything leaving the page", async ({ page }) => {
  await page.goto(house.url);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  expect(await page.evaluate(TRY_IT)).toEqual({
    outcomes: ["failed", "warning"],
    log: expect.stringContaining("Release reference {id: 9} not resolved"),
    names: ["adds"],
  });
  expect(asked.filter((path) => !/^\/(?:package|hono)\//u.test(path))).toEqual([]);
});
