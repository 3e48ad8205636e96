/** Servers that are not there, or are not what they should be: each failure has words of its own, and nothing is lost. */

import type { Between } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import { Tester } from "./support/tester.js";

const html = "<!doctype html><title>Maintenance</title><h1>We are back soon</h1>";
const outage: Between = async () =>
  new Response(html, { status: 200, headers: { "content-type": "text/html" } });
const onPost =
  (answer: () => Response): Between =>
  (request, octane) =>
    request.method === "POST" && request.url.includes("/test-results")
      ? Promise.resolve(answer())
      : octane(request);

test("a wrong password is told, and the right one works after it", async ({ tester }) => {
  await tester.drop(calculator);
  await tester.signIn("wrong");
  await expect(tester.failure("Octane refused the sign-in")).toBeFocused();
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
});

test("a gateway that is gone is told, and the reports are still there", async ({ tester, house }) => {
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await house.close();
  await tester.signIn();
  await expect(tester.failure("The server cannot be reached")).toBeFocused();
  await tester.goTo("Reports");
  await tester.sees("calculator.xml", 6);
});

test.describe("an Octane that cannot be reached by the gateway", () => {
  test.use({ houseOptions: { between: () => Promise.reject(new TypeError("fetch failed")) } });
  test("is told before the tester loses patience, and at once when they stop it", async ({
    tester,
    page,
  }) => {
    await tester.signIn();
    await expect(tester.failure("The server cannot be reached")).toBeVisible({ timeout: 10_000 });
    await tester.signIn();
    await page.getByRole("button", { name: "Stop" }).click();
    await expect(tester.failure("Stopped")).toBeVisible();
  });
});

test.describe("an Octane whose address is wrong, behind the gateway", () => {
  const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  test.use({ houseOptions: { between: () => Promise.reject(refused()) } });
  test("is told at once", async ({ tester, house }) => {
    await tester.signIn();
    const failure = tester.failure("The server cannot be reached");
    await expect(failure).toContainText("nothing answers at the server's address");
    expect(house.requests).toEqual(["POST /authentication/sign_in"]);
  });
});

test("a page that was opened without the token of its gateway says how to open it", async ({
  page,
  house,
}) => {
  const tester = new Tester(page, { ...house, url: new URL(house.url).origin });
  await tester.open();
  await tester.signIn();
  await expect(tester.failure("The server cannot be reached")).toContainText(
    "open the page by the whole address",
  );
  expect(house.requests).toEqual([]);
});

test("a reload keeps the token, and no step loses it", async ({ tester, page }) => {
  await tester.goTo("Context");
  await page.reload();
  await expect(tester.heading("Context")).toBeVisible();
  await tester.signsIn();
  expect(new URL(page.url()).hash).toMatch(/^#submit&token=[0-9a-f]{48}$/);
});

test.describe("a page of HTML in the place of Octane", () => {
  test.use({ houseOptions: { between: outage } });
  test("is told as what it is", async ({ tester }) => {
    await tester.signIn();
    await expect(tester.failure("What answered is not Octane")).toBeVisible();
  });
});

test.describe("an account without the right to send", () => {
  const refusal = { error_code: "platform.permission", description: "no permission" };
  test.use({ houseOptions: { between: onPost(() => Response.json(refusal, { status: 403 })) } });
  test("is told", async ({ tester }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    await tester.submit();
    await expect(tester.failure("This account may not do that in this workspace")).toBeVisible();
  });
});

test.describe("a server that refuses the payload", () => {
  const refusal = { error_code: "testbox.invalid", description: "line 7: attribute 'mood' is not allowed" };
  test.use({ houseOptions: { between: onPost(() => Response.json(refusal, { status: 400 })) } });
  test("is told with the server's own words", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    await tester.submit();
    await expect(tester.outcome("refused")).toBeVisible();
    await expect(page.getByText("attribute 'mood' is not allowed")).toBeVisible();
  });
});

test("a session that expires is renewed without a question", async ({ tester, house }) => {
  await tester.drop(calculator);
  await tester.signsIn();
  house.sandbox.expireSessions();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
});

test("signing out forgets the session, and leaving the page forgets the password", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.signsIn();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await expect(page.getByRole("group", { name: "Before you can submit" })).toContainText("Sign in to Octane");
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  expect(kept).toEqual([0, 0, ""]);
});

test("another origin is refused before anything is sent there", async ({ tester, page, house }) => {
  await tester.goTo("Submit");
  await page.getByLabel("Gateway", { exact: true }).fill("https://octane.example.com");
  await tester.signIn();
  await expect(tester.failure("The server cannot be reached")).toContainText("is another origin");
  expect(house.requests).toEqual([]);
});

test.describe("an Octane without a schema", () => {
  const between: Between = async (request, octane) =>
    request.url.includes("/xsd") ? Response.json({}, { status: 404 }) : octane(request);
  test.use({ houseOptions: { between } });
  test("takes payloads that keep to the page's own, and the page says so", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    await tester.goTo("Check");
    await expect(page.locator("#schema-note")).toContainText("Octane has none at this address");
    await tester.submit();
    await expect(tester.outcome("success")).toBeVisible();
  });
});
