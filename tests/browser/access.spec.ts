/** The page for everyone: by keyboard, by screen reader, on a narrow screen, in both themes. */

import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import { calculator } from "./support/reports.js";
import { slowOctane } from "./support/states/follow.js";
import { stories } from "./support/states/index.js";
import { expect, test } from "./support/test.js";

/** The select of languages is found by what it is, since its name changes with it. */
async function speak(page: Page, language: "en" | "de"): Promise<void> {
  await page.locator("#language").selectOption(language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** Colours that are on their way to others have no contrast of their own. */
const still = { reducedMotion: "reduce" } as const;

/** How the page is looked at; 1280 by 1024 pixels at 400 % are 320 by 256. */
const looks = {
  "in light colours, in English": { language: "en", use: { colorScheme: "light" } },
  "in dark colours, in German": { language: "de", use: { colorScheme: "dark" } },
  "in forced colours": { language: "en", use: { contextOptions: { ...still, forcedColors: "active" } } },
  "320 px wide, in German": { language: "de", use: { viewport: { width: 320, height: 640 } } },
  "at 400 %": { language: "en", use: { viewport: { width: 320, height: 256 } } },
} as const;

for (const [look, { language, use }] of Object.entries(looks)) {
  test.describe(look, () => {
    test.use({ contextOptions: still, ...use, bypassCSP: true, houseOptions: { between: slowOctane } });
    for (const [step, states] of Object.entries(stories)) {
      test(`axe finds nothing on any state of ${step}, and nothing scrolls sideways`, async ({
        tester,
        page,
      }) => {
        test.setTimeout(180_000);
        for (const { name, reach } of states) {
          await reach(tester);
          await speak(page, language);
          expect.soft(await violations(page), name).toEqual([]);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect.soft(beyond, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
          await speak(page, "en");
        }
      });
    }
  });
}

test.describe("in forced colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });
  test("the current step, statuses and buttons keep an edge of their own", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    await tester.submit();
    await expect(tester.outcome("success")).toBeVisible();
    const edges = await page.evaluate(() =>
      ['[aria-current="step"] .step-mark', ".task-status", ".button", ".outcome"].map((selector) => {
        const element = document.querySelector(selector);
        if (!element) return `${selector} is not there`;
        const { borderStyle, outlineStyle } = getComputedStyle(element);
        return borderStyle === "none" && outlineStyle === "none" ? `${selector} has no edge` : "";
      }),
    );
    expect(edges.filter(Boolean)).toEqual([]);
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });
  test("nothing moves by itself, and nothing glides", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.sees("calculator.xml", 6);
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element);
          return animationName !== "none" || /[1-9]/.test(transitionDuration);
        }).length,
    );
    expect(moving).toBe(0);
  });
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
