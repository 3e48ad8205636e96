/** The runs of all parts in one table, and each of them by itself. */

import type { Page } from "@playwright/test";
import { calculator, manyRuns, ownRelease, tooLong } from "./support/reports.js";
import { expect, test } from "./support/test.js";

/** The rows in sight. */
function rows(page: Page) {
  return page.getByRole("table", { name: "Runs as they stand in the payload" }).locator("tbody tr");
}

const link = (page: Page, name: string) => rows(page).getByRole("link", { name, exact: true });

test.describe("a table of 100,000 runs in 100 parts", () => {
  const total = 100_000;
  test.beforeEach(async ({ tester, page }) => {
    await tester.goTo("Reports");
    await tester.dropMade(manyRuns, total);
    await expect(page.getByText("100,000 runs", { exact: true }).first()).toBeVisible({ timeout: 40_000 });
    await expect(rows(page)).toHaveCount(12);
  });

  test("draws the rows in sight, and says how many there are and which these are", async ({ page }) => {
    const table = page.getByRole("table", { name: "Runs as they stand in the payload" });
    await expect(table).toHaveAttribute("aria-rowcount", String(total + 1));
    await expect(rows(page).first()).toHaveAttribute("aria-rowindex", "2");
    await expect(link(page, "case 1")).toBeVisible();
  });

  test("is walked by the keyboard alone, to its end and back", async ({ page }) => {
    await link(page, "case 1").focus();
    await page.keyboard.press("ArrowDown");
    await expect(link(page, "case 2")).toBeFocused();
    await page.keyboard.press("End");
    await expect(link(page, "case 100000")).toBeFocused();
    await expect(rows(page).last()).toHaveAttribute("aria-rowindex", String(total + 1));
    await page.keyboard.press("PageUp");
    await expect(link(page, "case 99988")).toBeFocused();
    await page.keyboard.press("Home");
    await expect(link(page, "case 1")).toBeFocused();
  });

  test("follows its scroll bar", async ({ page }) => {
    await page.locator(".runs-frame").evaluate((frame) => {
      frame.scrollTop = frame.scrollHeight;
    });
    await expect(link(page, "case 100000")).toBeVisible();
    await page.locator(".runs-frame").evaluate((frame) => {
      frame.scrollTop = (frame.scrollHeight - frame.clientHeight) / 2;
    });
    await expect(rows(page).first()).toHaveAttribute("aria-rowindex", /^4999\d$|^5000\d$/);
  });

  test("is filtered by words and by status over all parts", async ({ page }) => {
    await page.getByLabel("Test has").fill("suite42 case 4213");
    await expect(page.getByText("10 of 100,000 runs")).toBeVisible();
    await expect(link(page, "case 42130")).toBeVisible();
    await page.getByLabel("Test has").fill("");
    await page.getByLabel("Status").selectOption("Failed");
    await expect(page.getByText("10,000 of 100,000 runs")).toBeVisible();
    await page.getByRole("button", { name: "Show all runs" }).click();
    await expect(link(page, "case 1")).toBeVisible();
  });

  test("keeps its place while a run is looked at by itself", async ({ page }) => {
    await link(page, "case 1").focus();
    await page.keyboard.press("End");
    await expect(link(page, "case 100000")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 2, name: "case 100000" })).toBeFocused();
    expect(new URL(page.url()).hash).toContain("run=100000");
    await page.goBack();
    await expect(link(page, "case 100000")).toBeFocused();
  });
});

test("runs are filtered by their report and by what was found about them", async ({ tester, page }) => {
  await tester.drop(calculator, tooLong);
  await tester.sees("too-long.xml", 2);
  await page.getByRole("searchbox", { name: "Report" }).fill("too-");
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("search").getByLabel("Finding").selectOption("any");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText("Warning");
});

test("a run by itself shows its fields, its links and why each is there", async ({ tester, page }) => {
  await tester.drop(ownRelease);
  await tester.setRelease("1101");
  await tester.goTo("Reports");
  await link(page, "one").click();
  await expect(page.getByRole("heading", { level: 2, name: "one" })).toBeFocused();
  const reason = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "release" }) });
  await expect(reason).toContainText("1102");
  await expect(reason).toContainText("The Context step says 1101");
  await expect(reason).toContainText("The test in its report says 1102");
  await expect(reason).toContainText("The run's own link counts");
  await page.getByRole("link", { name: "Back to the runs" }).first().click();
  await expect(link(page, "one")).toBeFocused();
});
