/** Links to a context: made and copied on one page, opened on another, and nothing in them but the context. */

import { inflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { USER } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";

const notice = (page: Page) => page.locator("#context-notice");
const reportWins = (page: Page) => page.locator('input[name="policy"][value="report-wins"]');
const programId = (page: Page) => page.getByLabel("Program id");

/** The link that is made, as the page shows it. */
async function made(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Copy a link to this context" }).click();
  return page.getByLabel("Link to this context", { exact: true }).inputValue();
}

/** What is packed into a link. */
function unpacked(link: string): string {
  const letters = new URLSearchParams(new URL(link).hash.replace("#context&", "")).get("link") ?? "";
  return inflateRawSync(Buffer.from(letters, "base64url")).toString();
}

/** Opens a fragment on the page as it stands, as a click on a link to the same page does. */
async function follow(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, fragment);
  await expect(notice(page)).toBeFocused();
}

test.describe("with the clipboard", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("a copied link fills the form of a page that is opened by it; the address is clean, and undo empties it", async ({
    tester,
    page,
  }) => {
    await tester.goTo("Context");
    await programId(page).fill("1301");
    await page.getByLabel("Environment 1, type").fill("Browser");
    await page.getByLabel("Environment 1, value", { exact: true }).fill("Chrome");
    await reportWins(page).check();
    const link = await made(page);
    await expect(page.locator("#live")).toHaveText("The link is copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

    const other = await page.context().newPage();
    await other.goto(link);
    await expect(notice(other)).toBeFocused();
    await expect(notice(other)).toContainText("The form shows what the link says that you opened");
    await expect(programId(other)).toHaveValue("1301");
    await expect(other.getByLabel("Environment 1, value", { exact: true })).toHaveValue("Chrome");
    await expect(reportWins(other)).toBeChecked();
    expect(new URL(other.url()).hash).toBe("#context");
    await other.keyboard.press("Tab");
    await other.keyboard.press("Enter");
    await expect(programId(other)).toHaveValue("");
    await expect(reportWins(other)).not.toBeChecked();
  });
});

test("a link holds the context and nothing else: no report, no server, no sign-in, no token", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.sees(calculator.name, 6);
  await tester.signsIn();
  await tester.goTo("Context");
  await programId(page).fill("1301");
  const link = await made(page);
  expect(JSON.parse(unpacked(link))).toEqual({
    context: '{"program":1301}',
    policies: { default: "run-wins" },
  });
  const token = /token=(\w+)/.exec(page.url())?.[1];
  expect(token).toBeDefined();
  for (const secret of [token, USER.user, USER.password]) expect(link).not.toContain(secret);
  expect(link).toMatch(/^http:\/\/[\w.:]+\/#context&link=[\w-]+$/);
});

test("a link of the changed form takes the place of the one before", async ({ tester, page }) => {
  await tester.goTo("Context");
  await programId(page).fill("1301");
  const before = await made(page);
  await programId(page).fill("1302");
  await expect(page.getByLabel("Link to this context", { exact: true })).toBeHidden();
  expect(unpacked(await made(page))).not.toBe(unpacked(before));
});

test("where the browser refuses the clipboard, the link is marked", async ({ tester, page }) => {
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await tester.goTo("Context");
  await programId(page).fill("1301");
  const link = await made(page);
  await expect(page.locator("#live")).toContainText("The link is marked");
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(link);
});

test("a broken link and an oversized one are refused with words, and the form stays", async ({
  tester,
  page,
}) => {
  await tester.goTo("Context");
  await programId(page).fill("1301");
  const { hash } = new URL(await made(page));
  await follow(page, hash.slice(0, -4));
  await expect(notice(page)).toContainText("it is cut off, changed, or made by another version");
  await expect(programId(page)).toHaveValue("1301");
  await follow(page, `#link=${"A".repeat(9000)}`);
  await expect(notice(page)).toContainText("it has 9,000 letters, and a link to a context has 8,000 at most");
  await expect(programId(page)).toHaveValue("1301");
  expect(page.url()).toMatch(/#context&token=\w+$/);
});

test("a context that is too big for a link is told so, and a form with a mistake gets none", async ({
  tester,
  page,
}) => {
  await tester.goTo("Context");
  const rules = Array.from({ length: 80 }, (_, rule) => {
    const name = Array.from({ length: 60 }, (_, at) => ((rule + 7) ** 3 * (at + 11) ** 2).toString(36)).join(
      "",
    );
    return { when: { name }, set: { program: rule + 1 } };
  });
  await page.getByLabel("Open a context file").setInputFiles({
    name: "rules.json",
    mimeType: "text/plain",
    buffer: Buffer.from(JSON.stringify({ rules })),
  });
  await expect(notice(page)).toContainText("The form shows what rules.json says");
  await page.getByRole("button", { name: "Copy a link to this context" }).click();
  await expect(notice(page)).toBeFocused();
  await expect(notice(page)).toContainText("This context is too big for a link");
  await programId(page).fill("soon");
  await page.getByRole("button", { name: "Copy a link to this context" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
});

test.describe("for screen readers and narrow screens", () => {
  test.use({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  test("axe finds nothing on a link that was made, opened or refused, and nothing scrolls sideways", async ({
    tester,
    page,
  }) => {
    await tester.goTo("Context");
    await programId(page).fill("1301");
    const { hash } = new URL(await made(page));
    expect(await violations(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
    for (const fragment of [hash, "#link=%"]) {
      await follow(page, fragment);
      expect(await violations(page)).toEqual([]);
    }
  });
});
