/** The built page in a real browser, served by nginx with the package's configuration, in front of an Octane behind TLS. */

import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, expect as expectOf, type Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM_SWITCHES, findChromium } from "../../scripts/chromium.js";
import { calculator, manyCases } from "../browser/support/reports.js";
import { Tester } from "../browser/support/tester.js";
import { type Authority, createAuthority, type Identity, loaded } from "./support/authority.js";
import { type Front, startCaddy, startNginx } from "./support/front.js";
import { startTlsOctane, type TlsOctane } from "./support/octane.js";

const PAGE = fileURLToPath(new URL("../../pkg/page/", import.meta.url));

let authority: Authority;
let identity: Identity;
let browser: Browser;

beforeAll(async () => {
  authority = createAuthority();
  identity = authority.issue({ name: "localhost", names: "DNS:localhost" });
  const trusted = `--ignore-certificate-errors-spki-list=${keyHash(identity)}`;
  browser = await chromium.launch({
    executablePath: findChromium() ?? "",
    args: [...CHROMIUM_SWITCHES, trusted],
  });
});

afterAll(async () => {
  await browser.close();
  authority.close();
});

/** By which the browser trusts this key, and no other that has no authority of its own. */
function keyHash({ cert }: Identity): string {
  const { publicKey } = new X509Certificate(readFileSync(cert));
  return createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64");
}

/** What the page complains of: errors and breaches of its policy. */
function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (!message.text().startsWith("Failed to load resource: ")) faults.push(message.text());
  });
  return faults;
}

describe.each([
  ["nginx", startNginx],
  ["Caddy", startCaddy],
])("behind %s", (_, start) => {
  let octane: TlsOctane;
  let front: Front;
  beforeAll(async () => {
    octane = await startTlsOctane(loaded(identity));
    front = await start({ authority, identity, octane: octane.port, page: PAGE });
  });
  afterAll(async () => {
    await front.close();
    await octane.close();
  });

  test("a report goes from the page to Octane, and its end comes back", async () => {
    const page = await (await browser.newContext()).newPage();
    const faults = faultsOf(page);
    const tester = new Tester(page, { url: front.origin });
    await tester.open();
    await tester.drop(calculator);
    await tester.sees("calculator.xml", 6);
    await tester.setRelease("1101");
    await tester.signsIn();
    await tester.submit();
    await expectOf(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
    expect(octane.sandbox.runs.length).toBe(6);
    expect(faults).toEqual([]);
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await page.context().close();
  });

  test("an overloaded Octane is waited for, a session that ends is renewed, and every test is there once", async () => {
    const page = await (await browser.newContext()).newPage();
    const before = octane.sandbox.runs.length;
    const tester = new Tester(page, { url: front.origin });
    await tester.open();
    await tester.drop(manyCases(1500));
    await tester.sees("many.xml", 1500);
    await tester.signsIn();
    octane.sandbox.inject({ phase: "post", fault: "queue-full" });
    octane.sandbox.inject({ phase: "post", fault: "bad-gateway" });
    octane.sandbox.inject({ phase: "status", fault: "session-expired" });
    await tester.submit();
    await expectOf(tester.outcome("success")).toBeVisible({ timeout: 30_000 });
    expect(octane.sandbox.runs.length - before).toBe(1500);
    await page.context().close();
  });

  test("a test of the connection tells a workspace that is forbidden from one that does not exist", async () => {
    const page = await (await browser.newContext()).newPage();
    const tester = new Tester(page, { url: front.origin });
    await tester.open();
    octane.sandbox.inject({ phase: "schema", fault: "forbidden" });
    await tester.testConnection();
    const result = page.locator("#connection-test");
    await expectOf(result).toContainText("This account may not enter this workspace", { timeout: 15_000 });
    await page.getByLabel("Workspace", { exact: true }).fill("4711");
    await page.getByRole("button", { name: "Test the connection" }).click();
    await expectOf(result).toContainText("There is no such shared space or workspace", { timeout: 15_000 });
    await page.context().close();
  });

  test("a page of another site reaches nothing through it", async () => {
    const page = await (await browser.newContext()).newPage();
    const before = octane.requests.length;
    await page.goto("about:blank");
    const outcome = await page.evaluate(
      (url) =>
        fetch(url, { method: "POST", body: "{}" }).then(
          ({ status }) => `${status}`,
          () => "blocked",
        ),
      `${front.origin}/octane/authentication/sign_in`,
    );
    expect(outcome).toBe("blocked");
    expect(octane.requests.length).toBe(before);
    await page.context().close();
  });
});
