/** The page in German: every word, every number, and the whole way from a report to Octane's answer. */

import type { Page } from "@playwright/test";
import { de } from "../../www/src/texts/de.js";
import { en } from "../../www/src/texts/en.js";
import { USER } from "./support/house.js";
import { calculator, manyCases } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import { Tester } from "./support/tester.js";

const german = new Set(Object.values(de));

/** English words that German does not use, among the texts that are seen. */
async function englishSeen(page: Page): Promise<string[]> {
  const seen = (await page.locator("body").innerText()).split("\n").map((line) => line.trim());
  const english = new Set<string>(
    Object.values(en).filter((message) => typeof message === "string" && !german.has(message)) as string[],
  );
  return seen.filter((line) => english.has(line));
}

test.describe("a browser that prefers German", () => {
  test.use({ locale: "de-DE" });

  test("is spoken to in German, from the report to the outcome", async ({ page, house }) => {
    await page.goto(house.url);
    const heading = (name: string) => page.getByRole("heading", { level: 2, name });
    const goTo = async (name: string) => {
      await page.getByRole("navigation", { name: "Schritte" }).getByRole("link", { name }).click();
      await expect(heading(name)).toBeFocused();
      expect(await englishSeen(page)).toEqual([]);
    };
    await expect(heading("Berichte")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await new Tester(page, house).drop(manyCases(1234), calculator);
    await expect(page.getByRole("navigation", { name: "Schritte" })).toContainText("1.240 Läufe");
    await goTo("Kontext");
    await page.getByRole("radio", { name: "Über die ID" }).check();
    await page.getByLabel("ID des Release").fill("1101");
    await goTo("Prüfen");
    await goTo("Senden");
    await page.getByLabel("Gemeinsamer Bereich (Shared Space)").fill("1001");
    await page.getByLabel("Arbeitsbereich (Workspace)").fill("1002");
    await page.getByLabel("Benutzer", { exact: true }).fill(USER.user);
    await page.getByLabel("Kennwort", { exact: true }).fill(USER.password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("region", { name: "Octane-Server" })).toContainText(
      `Angemeldet als ${USER.user}`,
    );
    const submit = page.getByRole("button", { name: "Senden", exact: true });
    await expect(submit).toBeEnabled();
    await submit.click();
    await expect(page.getByRole("heading", { name: "Octane hat alles übernommen" })).toBeVisible();
    expect(await englishSeen(page)).toEqual([]);
    expect(house.sandbox.runs).toHaveLength(1240);
  });
});

test("the language can be changed at any moment, loses nothing, and is the only thing that is remembered", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await tester.goTo("Context");
  await page.getByLabel("Milestone id").fill("1201");
  await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
  await expect(page.getByLabel("ID des Meilensteins")).toHaveValue("1201");
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.reload();
  await expect(page.getByRole("heading", { level: 2, name: "Kontext" })).toBeVisible();
  const kept = await page.evaluate(() => ({ ...localStorage, session: sessionStorage.length }));
  expect(kept).toEqual({ "octane-payload-language": "de", session: 0 });
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("English");
  await expect(tester.heading("Context")).toBeVisible();
});

test("English is spoken without fetching another language", async ({ tester, page }) => {
  await tester.goTo("Context");
  const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  expect(fetched.filter((name) => /\/de-[^/]*\.js$/.test(name))).toEqual([]);
});
