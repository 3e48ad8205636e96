/** The page by keyboard alone: the whole path, runs, findings and their fixes, conflicts. */

import type { Page } from "@playwright/test";
import { USER } from "./support/house.js";
import { expect, test } from "./support/test.js";

/** What has the focus, by its name. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const label = (activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent;
    return (activeElement?.getAttribute("aria-label") ?? label ?? activeElement?.textContent ?? "").trim();
  });
}

/** Moves on with Tab, or back, until the control has the focus: the path of focus must lead there. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  for (let tabs = 0; tabs < 120; tabs += 1) {
    const here = await focused(page);
    if (typeof name === "string" ? here === name : name.test(here)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the focus never reached ${name}`);
}

/** Goes to a control, and presses it. */
async function enter(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

/** Goes to a field, and types. */
async function type(page: Page, label: string, value: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(value);
}

test("the whole path is walked by keyboard alone", async ({ tester, page, house }) => {
  await enter(page, "Sample of a web shop");
  await tester.sees("shop.xml", 9);
  await enter(page, "Continue to Context");
  await expect(tester.heading("Context")).toBeFocused();
  await tabTo(page, "None");
  await page.keyboard.press("ArrowRight");
  await type(page, "Release id", "1101");
  await type(page, "Application module 1, id", "1401");
  await enter(page, "Continue to Check");
  await expect(tester.heading("Check")).toBeFocused();
  await enter(page, "Continue to Submit");
  await expect(tester.heading("Submit")).toBeFocused();
  await type(page, "Shared space", "1001");
  await type(page, "Workspace", "1002");
  await type(page, "User", USER.user);
  await type(page, "Password", USER.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeEnabled();
  await enter(page, "Submit");
  await expect(tester.outcome("success")).toBeFocused();
  expect(house.sandbox.runs).toHaveLength(9);
  await enter(page, "Save as JSON");
});

test("a run is found in the table, looked at by itself, and left again by keyboard alone", async ({
  tester,
  page,
}) => {
  await enter(page, "Sample of a web shop");
  await tester.sees("shop.xml", 9);
  await type(page, "Test has", "pays by");
  await expect(page.getByText("3 of 9 runs")).toBeVisible();
  await tabTo(page, "pays by card");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: "pays by invoice" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "pays by invoice" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Error" })).toContainText("the bank did not answer");
  await enter(page, "Back to the runs");
  await expect(page.getByRole("link", { name: "pays by invoice" })).toBeFocused();
});

test("a finding is walked to, its fix is seen, made and taken back by keyboard alone", async ({
  tester,
  page,
}) => {
  await enter(page, "Sample with mistakes");
  await tester.sees("mistakes.xml", 3);
  await enter(page, "Continue to Context");
  await enter(page, "Continue to Check");
  await expect(tester.heading("Check")).toBeFocused();
  const chosen = page.locator('.finding[aria-pressed="true"]');
  const wanted = chosen.filter({ hasText: '"passed"' });
  for (let steps = 0; steps < 10 && !(await wanted.isVisible()); steps += 1) await page.keyboard.press("F8");
  await expect(wanted).toBeVisible();
  await enter(page, /^Fix: /);
  await expect(page.getByRole("region", { name: "Changes of mistakes.xml" })).toContainText("Passed");
  await enter(page, "Make this change");
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toBeFocused();
  await expect(tester.findings().filter({ hasText: '"passed"' })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Findings" })).toBeFocused();
  await expect(tester.findings().filter({ hasText: '"passed"' })).not.toHaveCount(0);
});

test("a conflict is settled by keyboard alone", async ({ tester, page }) => {
  await enter(page, "Sample of a web shop");
  await tester.sees("shop.xml", 9);
  await enter(page, "Continue to Context");
  await type(page, "Program id", "1301");
  await enter(page, "Add a rule");
  await type(page, "Pattern", "*");
  await tabTo(page, "Link");
  await page.keyboard.type("Program");
  await type(page, "Id", "1302");
  await expect(page.getByRole("heading", { name: "1 conflict of links" })).toBeVisible();
  await tabTo(page, /^What is said of the test/);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^What is said for all tests/ })).toBeChecked();
  await tabTo(page, "Undo the choice", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: /^What is said of the test/ })).toBeChecked();
});
