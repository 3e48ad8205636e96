/** The page for everyone: by keyboard, by screen reader, on a narrow screen, in both themes. */

import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { calculator, tooLong } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import type { Tester } from "./support/tester.js";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe finds, each with the first element it is about. */
async function violations(page: Page): Promise<string[]> {
  const loaded = await page.evaluate(() => "axe" in globalThis);
  if (!loaded) await page.addScriptTag({ path: axePath });
  const results = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The states that people see most, each on the page after the one before. */
const states: readonly { name: string; reach: (tester: Tester) => Promise<void> }[] = [
  { name: "the empty page", reach: async () => {} },
  {
    name: "reports with findings",
    reach: async (tester) => {
      await tester.drop(calculator, tooLong);
      await tester.sees("too-long.xml", 2);
    },
  },
  {
    name: "a context with mistakes",
    reach: async (tester) => {
      await tester.setRelease("soon");
      await tester.page.getByRole("button", { name: "Continue to Check" }).click();
      await expect(tester.page.getByRole("alert")).toBeFocused();
    },
  },
  {
    name: "findings beside the payload",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await tester.goTo("Check");
      await expect(tester.page.locator("[data-marked]")).toBeVisible();
    },
  },
  {
    name: "a refused sign-in",
    reach: async (tester) => {
      await tester.signIn("wrong");
      await expect(tester.failure("Octane refused the sign-in")).toBeVisible();
    },
  },
  {
    name: "an outcome with a log",
    reach: async (tester) => {
      await tester.signsIn();
      await tester.goTo("Reports");
      await tester.page.getByRole("button", { name: "Remove too-long.xml" }).click();
      await tester.setRelease("999");
      await tester.submit();
      await expect(tester.outcome("failed")).toBeVisible();
    },
  },
];

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, bypassCSP: true });
    test("axe finds nothing on the main states", async ({ tester, page }) => {
      test.setTimeout(120_000);
      for (const { name, reach } of states) {
        await reach(tester);
        expect(await violations(page), name).toEqual([]);
      }
    });
  });
}

test.describe("at 320 px", () => {
  test.use({ viewport: { width: 320, height: 640 } });
  test("no state scrolls sideways", async ({ tester, page }) => {
    for (const { name, reach } of states) {
      await reach(tester);
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(widths[0], name).toBe(widths[1]);
    }
  });
});

test("the whole path is walked by keyboard alone", async ({ tester, page, house }) => {
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Moves on with Tab until the control has the focus; the path of focus must lead there. */
  const tabTo = async (name: string | RegExp) => {
    const isThere = () =>
      page.evaluate(() => {
        const { activeElement } = document;
        const label = (activeElement as HTMLInputElement | null)?.labels?.[0]?.textContent;
        return (
          activeElement?.getAttribute("aria-label") ??
          label ??
          activeElement?.textContent ??
          ""
        ).trim();
      });
    for (let tabs = 0; tabs < 80; tabs += 1) {
      const here = await isThere();
      if (typeof name === "string" ? here === name : name.test(here)) return;
      await press("Tab");
    }
    throw new Error(`the focus never reached ${name}`);
  };
  await tabTo("Sample of a web shop");
  await press("Enter");
  await tester.sees("shop.xml", 9);
  await tabTo("Continue to Context");
  await press("Enter");
  await expect(tester.heading("Context")).toBeFocused();
  await tabTo("None");
  await press("ArrowRight");
  await tabTo("Release id");
  await page.keyboard.type("1101");
  await tabTo("Application module 1, id");
  await page.keyboard.type("1401");
  await tabTo("Continue to Check");
  await press("Enter");
  await expect(tester.heading("Check")).toBeFocused();
  await tabTo("Continue to Submit");
  await press("Enter");
  await expect(tester.heading("Submit")).toBeFocused();
  const fields = {
    "Shared space": "1001",
    Workspace: "1002",
    User: "sandbox@example.com",
    Password: "sandbox",
  };
  for (const [label, value] of Object.entries(fields)) {
    await tabTo(label);
    await page.keyboard.type(value);
  }
  await press("Enter");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit", exact: true })).toBeEnabled();
  await tabTo("Submit");
  await press("Enter");
  await expect(tester.outcome("success")).toBeFocused();
  expect(house.sandbox.runs).toHaveLength(9);
});

test("a field that is left by the browser's Back keeps what was typed", async ({ tester, page }) => {
  await tester.drop(calculator);
  await tester.goTo("Context");
  await page.getByLabel("Milestone id").fill("12");
  await page.getByLabel("Milestone id").press("End");
  await page.keyboard.type("01");
  await page.goBack();
  await expect(tester.heading("Reports")).toBeFocused();
  await tester.goTo("Context");
  await expect(page.getByLabel("Milestone id")).toHaveValue("1201");
});

test("the promise holds: before Submit and without signing in, nothing reaches Octane", async ({
  tester,
  house,
}) => {
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await tester.setRelease("1101");
  await tester.goTo("Check");
  expect(house.requests).toEqual([]);
});
