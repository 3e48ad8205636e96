/** The main states of the page, in both themes, at 360 and 1440 px: `npm run screenshots`. */

import { fileURLToPath } from "node:url";
import { calculator, manyCases } from "../support/reports.js";
import { expect, test } from "../support/test.js";
import type { Tester } from "../support/tester.js";

const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));

/** Each on the page after the one before; those without a number are on the way only. */
const states: readonly { name: string; reach: (tester: Tester) => Promise<void> }[] = [
  { name: "1-empty", reach: async () => {} },
  {
    name: "2-reports",
    reach: async (tester) => {
      await tester.page.getByRole("button", { name: "Sample of a web shop" }).click();
      await tester.page.getByRole("button", { name: "Sample with mistakes" }).click();
      await expect(tester.file("mistakes.xml")).toBeVisible();
      await expect(tester.page.getByRole("navigation", { name: "Steps" })).toContainText(/\d+ runs/);
    },
  },
  {
    name: "3-context",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await tester.addModule("1401");
      await expect(tester.page.getByRole("navigation", { name: "Steps" })).toContainText(/\d+ runs/);
    },
  },
  { name: "4-check", reach: (tester) => tester.goTo("Check") },
  {
    name: "5-connection",
    reach: async (tester) => {
      await tester.testConnection("wrong");
      await expect(tester.page.locator("#connection-test")).toBeVisible();
    },
  },
  {
    name: "signed in",
    reach: async (tester) => {
      await tester.goTo("Reports");
      await tester.page.getByRole("button", { name: "Remove mistakes.xml" }).click();
      await tester.drop(calculator);
      await tester.sees("calculator.xml", 6);
      await tester.signsIn();
    },
  },
  {
    name: "6-success",
    reach: async (tester) => {
      await tester.submit();
      await expect(tester.outcome("success")).toBeVisible();
    },
  },
  {
    name: "7-failed",
    reach: async (tester) => {
      await tester.setRelease("999");
      await tester.drop(manyCases(1500));
      await tester.sees("many.xml", 1500);
      await tester.submit();
      await expect(tester.outcome("failed")).toBeVisible({ timeout: 20_000 });
    },
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: width === 360 ? 780 : 900 } });
      test("the main states", async ({ tester, page }) => {
        test.setTimeout(120_000);
        for (const { name, reach } of states) {
          await reach(tester);
          await page.evaluate(() => window.scrollTo(0, 0));
          if (!/^\d/.test(name)) continue;
          const path = `${folder}${name}-${colorScheme}-${width}.png`;
          await page.screenshot({ path, animations: "disabled", caret: "hide" });
        }
      });
    });
  }
}
