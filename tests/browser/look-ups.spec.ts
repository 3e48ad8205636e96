/** Looking things of the workspace up while typing: by keyboard and pointer, in a workspace of 100,000 backlog items. */

import type { Page } from "@playwright/test";
import { defaultCatalogue } from "../../pkg/dist/sandbox/catalogue.js";
import { violations } from "./support/axe.js";
import type { Between } from "./support/house.js";
import { expect, test } from "./support/test.js";

const catalogue = defaultCatalogue();
catalogue.workItems = Array.from({ length: 100_000 }, (_, index) => ({
  id: String(5001 + index),
  type: "story",
  name: `Story ${index + 1}`,
}));
catalogue.releases.push({ id: "1199", type: "release", name: "<b>Bold</b> 'quoted'" });

const combobox = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
const options = (page: Page) => page.locator(".look-up").getByRole("option");
const marked = (page: Page) => page.locator(".look-up").getByRole("option", { selected: true });
const isLookUp = (url: string) =>
  /\/(releases|milestones|programs|product_areas|work_items|test_suites|list_nodes|taxonomy_nodes)\?/.test(
    url,
  );
const lookUps = (requests: readonly string[]) =>
  requests.filter(isLookUp).map((each) => decodeURIComponent(each));

test.describe("in a large workspace", () => {
  test.use({ houseOptions: { sandbox: { catalogue } } });

  test("signing in reads no list; a backlog item is found and chosen by keyboard, and its name stays", async ({
    tester,
    page,
    house,
  }) => {
    await tester.signsIn();
    expect(lookUps(house.requests)).toEqual([]);
    await tester.goTo("Context");
    const field = combobox(page, "Backlog item 1, id");
    await field.focus();
    await page.keyboard.type("Story 9999");
    await expect(options(page)).toHaveCount(11);
    await expect(field).toHaveAttribute("aria-expanded", "true");
    await expect(page.locator("#live")).toContainText("11 choices");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(marked(page)).toHaveText(/Story 99990\s+104990/);
    const active = await field.getAttribute("aria-activedescendant");
    await expect(marked(page)).toHaveId(active ?? "");
    await page.keyboard.press("Enter");
    await expect(field).toHaveValue("104990");
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/Story 99990/);
    await expect(options(page)).toHaveCount(0);
    await expect(tester.heading("Context")).toBeVisible();
    const asked = lookUps(house.requests);
    expect(asked.length, "typing is asked for when it rests").toBeLessThan(10);
    expect(asked.at(-1)).toContain(`work_items?fields=id,name&query="name='*Story 9999*'"&offset=0&limit=20`);
  });

  test("arrow down opens the choices, escape closes them, and typing an id stays possible", async ({
    tester,
    page,
  }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    const field = combobox(page, "Backlog item 1, id");
    await field.focus();
    await page.keyboard.press("ArrowDown");
    await expect(options(page)).toHaveCount(20);
    await expect(page.locator(".look-up")).toContainText("The first 20 of 100,000");
    await page.keyboard.press("ArrowUp");
    await expect(marked(page)).toContainText("Story 20");
    await page.keyboard.press("Escape");
    await expect(page.locator(".look-up")).toBeHidden();
    await page.keyboard.type("777");
    await page.keyboard.press("Tab");
    await expect(page.locator(".look-up")).toBeHidden();
    await expect(field).toHaveValue("777");
  });

  test("what is typed is shown and asked as text, whatever it holds", async ({ tester, page, house }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    await page.getByRole("radio", { name: "By name" }).check();
    const field = combobox(page, "Release name");
    await field.fill("'; DELETE \"");
    await expect(page.locator(".look-up")).toContainText("Nothing in the workspace has this in its name");
    await expect(field).toHaveAttribute("aria-expanded", "false");
    await field.fill("Bold</b>");
    await options(page).click();
    await expect(field).toHaveValue("<b>Bold</b> 'quoted'");
    await expect(field).toBeFocused();
    expect(lookUps(house.requests).at(-1)).toContain(`"name='*Bold*b*'"`);
  });

  test("environments, test fields and the links of rules are looked up as well", async ({ tester, page }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    const pick = async (name: string, typed: string, choice: RegExp) => {
      await combobox(page, name).fill(typed);
      await options(page).filter({ hasText: choice }).click();
    };
    await pick("Environment 1, type", "Brow", /Browser/);
    await combobox(page, "Environment 1, value").press("ArrowDown");
    await expect(options(page)).toHaveText([/Chrome/, /Edge/, /Firefox/, /Safari/]);
    await options(page).filter({ hasText: "Safari" }).click();
    await page.getByLabel("Test field 1, field").selectOption("Test_Level");
    await pick("Test field 1, value", "Integ", /Integration Test/);
    await page.getByRole("button", { name: "Add a rule" }).click();
    await pick("Id", "Winter", /Winter 2026/);
    await expect(combobox(page, "Id")).toHaveValue("1102");
    await expect(combobox(page, "Environment 1, value")).toHaveValue("Safari");
    await expect(combobox(page, "Test field 1, value")).toHaveValue("Integration Test");
  });

  test("a suite is found by a part of its name, for the report and in a rule", async ({
    tester,
    page,
    house,
  }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    const suite = combobox(page, "Suite id");
    await suite.fill("Nightly");
    await options(page).filter({ hasText: "Nightly regression" }).click();
    await expect(suite).toHaveValue("1601");
    await expect(suite).toHaveAccessibleDescription(/Nightly regression/);
    expect(lookUps(house.requests).at(-1)).toContain(`test_suites?fields=id,name&query="name='*Nightly*'"`);
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByLabel("Link", { exact: true }).selectOption({ label: "Test suite" });
    await combobox(page, "Id").fill("regress");
    await options(page).filter({ hasText: "Nightly regression" }).click();
    await expect(combobox(page, "Id")).toHaveValue("1601");
    await expect(page.getByRole("textbox", { name: "Id", exact: true })).toHaveCount(0);
  });
});

test("without a session ids are typed, and nothing is asked", async ({ tester, page, house }) => {
  await tester.goTo("Context");
  await page.getByLabel("Program id").fill("1301");
  await expect(page.getByRole("combobox", { name: "Program id" })).toHaveCount(0);
  await tester.signsIn();
  await tester.goTo("Context");
  await expect(combobox(page, "Program id")).toHaveValue("1301");
  expect(lookUps(house.requests)).toEqual([]);
});

/** Octane that refuses to list programs, and that answers the first search for a release after the second. */
const held: { release?: () => void } = {};
const odd: Between = async (request, octane) => {
  const url = decodeURIComponent(request.url);
  if (url.includes("/programs?")) return new Response("no", { status: 403 });
  if (url.includes("*Aut*"))
    await new Promise<void>((resolve) => {
      held.release = resolve;
    });
  return octane(request);
};

test.describe("with a server that refuses, or answers late", () => {
  test.use({ houseOptions: { between: odd } });

  test("the refusal is told, and what is typed is used as it is", async ({ tester, page }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    await combobox(page, "Program id").fill("Web");
    await expect(page.locator(".look-up")).toContainText("The server refused to look it up (status 403)");
    await expect(page.locator("#live")).toContainText("could not look it up");
    await combobox(page, "Program id").fill("1301");
    await page.keyboard.press("Tab");
    await expect(combobox(page, "Program id")).toHaveValue("1301");
  });

  test("a late answer to what was typed before changes nothing", async ({ tester, page }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    await page.getByRole("radio", { name: "By id" }).check();
    await combobox(page, "Release id").fill("Aut");
    await expect.poll(() => held.release).toBeDefined();
    await combobox(page, "Release id").fill("Win");
    await expect(options(page)).toHaveText([/Winter 2026/]);
    held.release?.();
    await combobox(page, "Release id").press("ArrowDown");
    await combobox(page, "Release id").press("Enter");
    await expect(combobox(page, "Release id")).toHaveValue("1102");
  });
});

test.describe("for screen readers and narrow screens", () => {
  test.use({
    bypassCSP: true,
    viewport: { width: 320, height: 640 },
    houseOptions: { sandbox: { catalogue }, between: odd },
  });
  test("axe finds nothing on choices, on none and on a refusal, and nothing scrolls sideways", async ({
    tester,
    page,
  }) => {
    await tester.signsIn();
    await tester.goTo("Context");
    const item = combobox(page, "Backlog item 1, id");
    await item.fill("Story");
    await item.press("ArrowDown");
    await expect(options(page)).toHaveCount(20);
    await item.press("ArrowDown");
    expect(await violations(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
    await item.fill("no such story");
    await expect(page.locator(".look-up")).toContainText("Nothing in the workspace");
    expect(await violations(page)).toEqual([]);
    await combobox(page, "Program id").fill("Web");
    await expect(page.locator(".look-up")).toContainText("status 403");
    expect(await violations(page)).toEqual([]);
  });
});
