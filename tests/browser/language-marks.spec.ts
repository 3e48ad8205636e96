/** What the core says is English, and marked as such on a German page, so that it is read out as English. */

import type { Locator } from "@playwright/test";
import { USER } from "./support/house.js";
import { expect, test } from "./support/test.js";
import { Tester } from "./support/tester.js";

test.use({ locale: "de-DE" });

/** A payload with a status that a machine can mend, which the core names in its words. */
const mendable = {
  name: "mendable.xml",
  text: '<test_result><test_runs>\n<test_run name="one" duration="1" status="passed"/>\n</test_runs></test_result>',
};

/** The language in which some words are read out. */
const languageOf = (words: Locator) =>
  words.evaluate((element) => element.closest("[lang]")?.getAttribute("lang"));

test("findings, their fixes and announcements keep German and English apart", async ({ page, house }) => {
  await page.goto(house.url);
  const tester = new Tester(page, house);
  await tester.drop(mendable);
  await page.getByRole("navigation", { name: "Schritte" }).getByRole("link", { name: "Prüfen" }).click();
  const finding = page.locator(".finding").first();
  expect(await languageOf(finding.getByText('"passed"').first())).toBe("en");
  expect(await languageOf(finding.getByText("Fehler", { exact: true }))).toBe("de");
  const wanted = finding.locator(".finding-detail").filter({ hasText: "Erwartet" });
  expect(await languageOf(wanted)).toBe("de");
  expect(await languageOf(wanted.locator("bdi"))).toBe("en");
  await page.keyboard.press("F8");
  expect(await languageOf(page.locator("#live").getByText('"passed"'))).toBe("en");
  const fix = page.getByRole("button", { name: "Korrektur: " });
  await expect(fix.locator('[lang="en"]')).not.toBeEmpty();
  await fix.click();
  await expect(page.locator('#fix-title [lang="en"]')).not.toBeEmpty();
  await page.getByRole("button", { name: "Diese Änderung vornehmen" }).click();
  await expect(page.locator('#live [lang="en"]')).not.toBeEmpty();
  await expect(page.locator("#live")).toContainText("Vorgenommen: ");
});

test("mistakes that the core finds in the context, and faults of a context file, are marked", async ({
  page,
  house,
}) => {
  await page.goto(house.url);
  await page.getByRole("navigation", { name: "Schritte" }).getByRole("link", { name: "Kontext" }).click();
  const file = { name: "context.yaml", mimeType: "text/plain", buffer: Buffer.from("relase: 1\n") };
  await page.locator("#open-context").setInputFiles(file);
  const notice = page.locator("#context-notice");
  expect(await languageOf(notice.getByText('"relase"').first())).toBe("en");
  expect(await languageOf(notice.getByText("context.yaml"))).toBe("de");
});

test("the account as HTML marks what the core told", async ({ page, house }, testInfo) => {
  await page.goto(house.url);
  const tester = new Tester(page, house);
  const text = mendable.text
    .replace("passed", "Passed")
    .replace('"/>', '"><release_ref id="999"/></test_run>');
  await tester.drop({ name: "unknown.xml", text });
  await page.getByRole("navigation", { name: "Schritte" }).getByRole("link", { name: "Senden" }).click();
  await page.getByLabel("Gemeinsamer Bereich (Shared Space)").fill("1001");
  await page.getByLabel("Arbeitsbereich (Workspace)").fill("1002");
  await page.getByLabel("Benutzer", { exact: true }).fill(USER.user);
  await page.getByLabel("Kennwort", { exact: true }).fill(USER.password);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await page.getByRole("button", { name: "Senden", exact: true }).click();
  await expect(tester.outcome("failed")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Als HTML speichern" }).click(),
  ]);
  const saved = testInfo.outputPath("account.html");
  await download.saveAs(saved);
  const account = await page.context().newPage();
  await account.goto(`file://${saved}`);
  expect(await account.locator("html").getAttribute("lang")).toBe("de");
  await expect(account.locator('dd[lang="en"]').first()).not.toBeEmpty();
});
