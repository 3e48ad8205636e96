/** Conflicts of links: each with both sides and their sources, what every policy leads to, chosen and taken back. */

import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { expect, test } from "./support/test.js";
import type { Tester } from "./support/tester.js";

/** Two runs with modules of their own, one of them with a release, and one run with nothing. */
const payload = {
  name: "modules.xml",
  text: [
    "<test_result><test_runs>",
    '<test_run name="one" duration="1" status="Passed"><product_areas><product_area_ref id="1402"/></product_areas></test_run>',
    '<test_run name="two" duration="1" status="Passed"><release_ref id="1102"/><product_areas><product_area_ref id="1402"/></product_areas></test_run>',
    '<test_run name="three" duration="1" status="Passed"/>',
    "</test_runs></test_result>",
  ].join("\n"),
};

async function reach(tester: Tester): Promise<void> {
  await tester.drop(payload);
  await tester.sees(payload.name, 3);
  await tester.setRelease("1101");
  await tester.addModule("1401");
  await expect(tester.page.getByRole("heading", { name: "2 conflicts of links" })).toBeVisible();
}

function box(page: Page) {
  return page.getByRole("region", { name: /^Application modules/ });
}

const modulesOf = (xml: string) => [...xml.matchAll(/product_area_ref id="(\d+)"/g)].map(([, id]) => id);

test("each policy says beforehand what it leads to, and leads to that", async ({ tester, page }) => {
  await reach(tester);
  const row = box(page).getByRole("row").nth(1);
  await expect(row.getByRole("cell")).toHaveText([
    /1401.*this step/s,
    /1402.*the test, modules.xml, line 2/s,
    "2",
    /1402.*chosen/s,
    "1401",
    /1401, 1402/,
    "left out",
  ]);
  const choices = page.getByRole("group", { name: "What counts" }).first();
  await expect(choices.getByRole("radio", { name: "Both 2 tests get another" })).toBeVisible();
  await choices.getByRole("radio", { name: /^Both/ }).check();
  expect(modulesOf((await tester.downloadedPart()).toString()).sort()).toEqual([
    "1401",
    "1401",
    "1401",
    "1402",
    "1402",
  ]);
  await tester.goTo("Context");
  await page.getByRole("radio", { name: "Neither: leave the tests out 2 tests are left out" }).check();
  await expect(page.getByRole("link", { name: /^Reports/ })).toContainText("1 run");
});

test("a choice is taken back and made again by keyboard, and the focus stays", async ({ tester, page }) => {
  await reach(tester);
  const choices = page.getByRole("group", { name: "What counts" }).first();
  await choices.getByRole("radio", { name: /^What is said of the test/ }).focus();
  await page.keyboard.press("ArrowDown");
  const other = choices.getByRole("radio", { name: /^What is said for all tests/ });
  await expect(other).toBeFocused();
  await expect(other).toBeChecked();
  const undo = page.getByRole("button", { name: "Undo the choice" });
  await undo.focus();
  await page.keyboard.press("Enter");
  await expect(choices.getByRole("radio", { name: /^What is said of the test/ })).toBeChecked();
  await expect(undo).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(other).toBeChecked();
});

test("a conflict with a rule leads to the rule", async ({ tester, page }) => {
  await tester.drop({
    name: "one.xml",
    text: '<testsuite><testcase classname="a.B" name="one"/></testsuite>',
  });
  await tester.setRelease("1101");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Name of the rule").fill("pay");
  await page.getByLabel("Pattern").fill("*");
  await page.getByLabel("Id", { exact: true }).fill("1102");
  await page.getByRole("link", { name: "rule pay" }).click();
  await expect(page.getByLabel("Name of the rule")).toBeFocused();
  await expect(tester.heading("Context")).toBeVisible();
});

test.describe("for screen readers and narrow screens", () => {
  test.use({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  test("axe finds nothing on conflicts, and nothing scrolls sideways", async ({ tester, page }) => {
    await reach(tester);
    expect(await violations(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
  });
});
