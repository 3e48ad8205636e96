/** The page on hosts other than our gateway. */

import { expect, type Page } from "@playwright/test";
import { test } from "./support/browser.js";
import { type Hosted, openBesideRelay, openExternalAction } from "./support/hosted.js";
import { USER } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { Tester } from "./support/tester.js";

let hosted: Hosted | undefined;

test.afterEach(async () => {
  await hosted?.close();
  hosted = undefined;
});

/** What the browser keeps the page from. */
function breachesOf(page: Page): string[] {
  const breaches: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|CORS/.test(message.text())) breaches.push(message.text());
  });
  return breaches;
}

test("beside a relay that takes the address of Octane as a parameter, a report reaches Octane", async ({
  page,
}) => {
  hosted = await openBesideRelay();
  const breaches = breachesOf(page);
  const tester = new Tester(page, hosted);
  await tester.open();
  await tester.drop(calculator);
  await tester.goTo("Submit");
  await expect(page.getByLabel("Octane", { exact: true })).toHaveValue("https://octane.example.com");
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
  expect(hosted.sandbox.runs.length).toBe(6);
  expect(breaches).toEqual([]);
});

test("a relay that whoever hosts the page has not named is out of the page's reach", async ({ page }) => {
  hosted = await openExternalAction();
  const tester = new Tester(page, hosted);
  await tester.open();
  await tester.goTo("Submit");
  await page.getByRole("radio", { name: "Relay" }).check();
  await page
    .getByLabel("Relay", { exact: true })
    .and(page.getByRole("textbox"))
    .fill("https://relay.test/?url={url}");
  await page.getByLabel("Octane", { exact: true }).fill("https://octane.example.com");
  await tester.signIn();
  await expect(tester.failure("The server cannot be reached")).toBeVisible({ timeout: 15_000 });
});

test("a relay without a place for the address is told before anything is sent", async ({ page }) => {
  hosted = await openBesideRelay();
  const tester = new Tester(page, hosted);
  await tester.open();
  await tester.goTo("Submit");
  await page.getByLabel("Relay", { exact: true }).and(page.getByRole("textbox")).fill("https://relay.test/");
  await tester.signIn();
  await expect(tester.failure("The server cannot be reached")).toContainText("has no place for the address");
});

test("inside Octane, as an external action, the page takes workspace and session from there, and needs no gateway", async ({
  page,
}) => {
  hosted = await openExternalAction({ xsrf: "required" });
  const breaches = breachesOf(page);
  const tester = new Tester(page, hosted);
  await page.request.post(`${new URL(hosted.url).origin}/authentication/sign_in`, {
    data: { user: USER.user, password: USER.password },
  });
  await tester.open();
  await tester.drop(calculator);
  await tester.goTo("Submit");
  await expect(page.getByLabel("Shared space")).toHaveValue("1001");
  await expect(page.getByLabel("Workspace", { exact: true })).toHaveValue("1002");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
  expect(hosted.sandbox.runs.length).toBe(6);
  expect(breaches).toEqual([]);
});

test("inside Octane without a session the page says so, and a user can sign in", async ({ page }) => {
  hosted = await openExternalAction();
  const tester = new Tester(page, hosted);
  await tester.open();
  await tester.goTo("Submit");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(tester.failure("The server cannot be reached")).toContainText("has no session with Octane");
  await page.getByRole("radio", { name: "User and password" }).check();
  await tester.signsIn();
});
