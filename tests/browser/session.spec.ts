/** Sessions that end, and workspaces that are others: what the page says, and what it lets the tester do next. */

import type { Between } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";

test("a workspace that is not there is told at the sign-in, not first when the payload is sent", async ({
  tester,
  page,
}) => {
  await tester.fillSignIn();
  await page.getByLabel("Workspace", { exact: true }).fill("99");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(tester.failure("There is no such workspace or task")).toBeFocused();
  await page.getByLabel("Workspace", { exact: true }).fill("1002");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
});

test("after a submission, things of the workspace are still found", async ({ tester, page }) => {
  await tester.drop(calculator);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  await tester.goTo("Context");
  await page.getByRole("combobox", { name: "Program id" }).fill("Web");
  await expect(page.locator(".look-up").getByRole("option")).toContainText("Web shop");
});

test("what is on the page since the outcome is told apart from what was sent", async ({ tester, page }) => {
  await tester.drop(calculator);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  const note = page.locator("#changed-since");
  await expect(note).toHaveCount(0);
  await tester.goTo("Context");
  await page.getByRole("combobox", { name: "Program id" }).fill("1301");
  await tester.goTo("Follow");
  await expect(note).toContainText("The reports or their settings have changed since this was sent.");
  await note.getByRole("link", { name: "Submit what is on the page now" }).click();
  await expect(tester.heading("Submit")).toBeFocused();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  await expect(note).toHaveCount(0);
});

test.describe("an Octane that ends the session and takes the user no more", () => {
  const door = { isShut: false };
  const between: Between = async (request, octane) =>
    door.isShut ? new Response("", { status: 401 }) : octane(request);
  test.use({ houseOptions: { between } });
  test.beforeEach(() => {
    door.isShut = false;
  });

  test("asks for a sign-in before it goes on, and then sends what was not sent", async ({
    tester,
    page,
    house,
  }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    door.isShut = true;
    await tester.submit();
    await expect(tester.failure("Octane refused the sign-in")).toBeVisible();
    await expect(page.getByRole("button", { name: "Go on" })).toHaveCount(0);
    await expect(page.getByText("sign in to shared space 1001, workspace 1002")).toBeVisible();
    await page.getByRole("link", { name: "Sign in to Octane" }).click();
    await expect(tester.failure("Octane refused the sign-in")).toBeVisible();
    door.isShut = false;
    await tester.signsIn();
    await tester.goTo("Follow");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(tester.outcome("success")).toBeVisible();
    expect(house.sandbox.runs).toHaveLength(6);
  });

  test("says in a look-up that the session has ended", async ({ tester, page }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    door.isShut = true;
    await page.getByRole("combobox", { name: "Program id" }).fill("Web");
    await expect(page.locator(".look-up")).toContainText("Octane has ended the session: sign in again");
  });
});
