/** Rules of the context: lines for patterns and links, with a count of the tests that each rule chooses. */

import { violations } from "./support/axe.js";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";

test("a rule is made by keyboard alone, counts its tests while it is typed, and is in the payload", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.sees(calculator.name, 6);
  await tester.goTo("Context");
  const { keyboard } = page;
  await page.getByRole("button", { name: "Add a rule" }).focus();
  await keyboard.press("Enter");
  await expect(page.getByLabel("Name of the rule")).toBeFocused();
  await keyboard.type("all of them");
  await page.getByLabel("Pattern").focus();
  await keyboard.type("*");
  await page.getByLabel("Id", { exact: true }).focus();
  await keyboard.type("1102");
  const rule = page.getByRole("group", { name: /^Rule 1/ });
  await expect(rule.locator("legend")).toContainText("matches 6 tests");
  await page.getByRole("button", { name: "Add a condition" }).focus();
  await keyboard.press("Enter");
  const second = page.getByRole("group", { name: "Condition 2" });
  await expect(second.getByLabel("Field")).toBeFocused();
  await keyboard.type("St");
  await second.getByLabel("Status").focus();
  await keyboard.type("Fa");
  await expect(rule.locator("legend")).toContainText(/matches \d tests?/);
  await expect(rule.locator("legend")).not.toContainText("matches 6 tests");
  const matched = /matches (\d)/.exec((await rule.textContent()) ?? "")?.[1];
  const payload = (await tester.downloadedPart()).toString();
  expect(payload.match(/<release_ref id="1102"\/>/g)?.length).toBe(Number(matched));
});

test("a regular expression that is none is told at its line, and the runs stay in sight", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.goTo("Context");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Id", { exact: true }).fill("1102");
  await page.getByLabel("Compared").selectOption("matches regex");
  await page.getByLabel("Pattern").fill("none");
  await expect(page.getByRole("group", { name: /^Rule 1/ })).toContainText("matches 0 tests");
  await page.getByLabel("Pattern").fill("(");
  await expect(page.getByRole("link", { name: "1 entry to mend" })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Continue to Check" }).click();
  await expect(page.getByRole("alert")).toContainText("Rule 1, Condition 1, Pattern");
  await page.getByRole("alert").getByRole("link").click();
  await expect(page.getByLabel("Pattern")).toBeFocused();
  await expect(page.getByLabel("Pattern")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Pattern").fill("(.*)");
  await expect(page.getByRole("group", { name: /^Rule 1/ })).toContainText("matches 6 tests");
});

test("rules are moved, and a later one goes before an earlier one", async ({ tester, page }) => {
  await tester.drop(calculator);
  await tester.goTo("Context");
  for (const [number, id] of [
    [1, "1101"],
    [2, "1102"],
  ] as const) {
    await page.getByRole("button", { name: "Add a rule" }).click();
    const rule = page.getByRole("group", { name: new RegExp(`^Rule ${number}`) });
    await rule.getByRole("button", { name: "Remove Condition 1" }).click();
    await rule.getByLabel("Id", { exact: true }).fill(id);
    await expect(rule).toContainText("matches 6 tests");
  }
  await page.getByRole("button", { name: "Move down: Rule 1" }).click();
  await expect(page.getByRole("group", { name: /^Rule 1/ })).toContainText("matches 6 tests");
  expect((await tester.downloadedPart()).toString()).toContain('<release_ref id="1101"/>');
});

test.describe("for screen readers and narrow screens", () => {
  test.use({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  test("axe finds nothing on rules with mistakes, and nothing scrolls sideways", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.goTo("Context");
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByRole("button", { name: "Add a link" }).click();
    await page.getByRole("group", { name: "Link 2" }).getByLabel("Act").selectOption("remove");
    await page
      .getByRole("group", { name: "Link 2" })
      .getByLabel("Link", { exact: true })
      .selectOption("Backlog items");
    await page.getByRole("button", { name: "Continue to Check" }).click();
    await expect(page.getByRole("alert")).toBeFocused();
    expect(await violations(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
  });
});
