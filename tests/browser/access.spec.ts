/** The page for everyone: by keyboard, by screen reader, on a narrow screen, in both themes. */

import type { Page } from "@playwright/test";
import { violations } from "./support/axe.js";
import type { Between } from "./support/house.js";
import { calculator, tooLong } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import type { Tester } from "./support/tester.js";

/** Octane that takes a payload, and goes on working on it for as long as the gate is shut. */
const gate = { isOpen: false };
const slow: Between = async (request, octane) => {
  const answer = await octane(request);
  if (gate.isOpen || !/\/test-results\/\d+$/.test(new URL(request.url).pathname)) return answer;
  return Response.json({ ...(await answer.json()), status: "running" });
};
const button = ({ page }: Tester, name: string) => page.getByRole("button", { name, exact: true });

/** Every step, empty, at work, with mistakes and in order, each on the page after the one before. */
const states: readonly { name: string; reach: (tester: Tester) => Promise<void> }[] = [
  { name: "the empty page", reach: async () => {} },
  { name: "a context without reports", reach: (tester) => tester.goTo("Context") },
  { name: "a check without a payload", reach: (tester) => tester.goTo("Check") },
  { name: "a submit step with everything in the way", reach: (tester) => tester.goTo("Submit") },
  { name: "a follow step with nothing sent", reach: (tester) => tester.goTo("Follow") },
  {
    name: "reports that are being read, by a worker that hangs, and a new version that waits",
    reach: async (tester) => {
      await tester.goTo("Reports");
      const core = tester.page.workers().find((worker) => worker.url().includes("/worker-"));
      await core?.evaluate(() => {
        Blob.prototype.stream = () => new ReadableStream();
      });
      await tester.page.evaluate(() => document.querySelector("#update")?.removeAttribute("hidden"));
      await tester.drop({ name: "hangs.xml", text: "<testsuite/>" });
      await expect(button(tester, "Stop reading")).toBeVisible();
    },
  },
  {
    name: "reading that was stopped",
    reach: async (tester) => {
      await button(tester, "Stop reading").click();
      await expect(tester.failure("Stopped")).toBeVisible({ timeout: 10_000 });
      await tester.page.evaluate(() => document.querySelector("#update")?.setAttribute("hidden", ""));
    },
  },
  {
    name: "reports with findings",
    reach: async (tester) => {
      await button(tester, "Remove hangs.xml").click();
      await tester.page.reload();
      await tester.drop(calculator, tooLong, { name: "notes.txt", text: "notes" });
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
      await expect(tester.findings().first()).toBeVisible();
    },
  },
  {
    name: "a test of the connection that failed",
    reach: async (tester) => {
      await tester.testConnection("wrong");
      await expect(tester.page.locator("#connection-test")).toBeVisible();
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
    name: "signed in, with errors in the reports",
    reach: async (tester) => {
      await tester.signsIn();
      await expect(tester.page.getByRole("checkbox", { name: /^Send what could be read/ })).toBeVisible();
    },
  },
  {
    name: "a submission on its way",
    reach: async (tester) => {
      gate.isOpen = false;
      await tester.goTo("Reports");
      await button(tester, "Remove too-long.xml").click();
      await button(tester, "Remove notes.txt").click();
      await tester.setRelease("999");
      await tester.submit();
      await expect(button(tester, "Pause")).toBeVisible();
    },
  },
  {
    name: "a submission that is paused",
    reach: async (tester) => {
      await button(tester, "Pause").click();
      await expect(tester.outcome("paused")).toBeVisible();
    },
  },
  {
    name: "a failed outcome with its log",
    reach: async (tester) => {
      gate.isOpen = true;
      await button(tester, "Go on").click();
      await expect(tester.outcome("failed")).toBeVisible();
      await expect(tester.page.locator(".log-ties")).toBeVisible();
    },
  },
  {
    name: "a success with its account",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await tester.submit();
      await expect(tester.outcome("success")).toBeVisible();
    },
  },
];

/** The select of languages is found by what it is, since its name changes with it. */
async function speak(page: Page, language: "en" | "de"): Promise<void> {
  await page.locator("#language").selectOption(language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, bypassCSP: true, houseOptions: { between: slow } });
    test("axe finds nothing on any state, in English and in German", async ({ tester, page }) => {
      test.setTimeout(240_000);
      for (const { name, reach } of states) {
        await reach(tester);
        expect(await violations(page), name).toEqual([]);
        await speak(page, "de");
        expect(await violations(page), `${name}, in German`).toEqual([]);
        await speak(page, "en");
      }
    });
  });
}

// 1280 by 1024 pixels at 400 % are 320 by 256.
for (const [name, height] of [
  ["320 px wide", 640],
  ["at 400 %", 256],
] as const) {
  test.describe(name, () => {
    test.use({ viewport: { width: 320, height }, houseOptions: { between: slow } });
    test("no state scrolls sideways, in no language", async ({ tester, page }) => {
      test.setTimeout(120_000);
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      for (const { name, reach } of states) {
        await reach(tester);
        expect(await width(), name).toBe(320);
        await speak(page, "de");
        expect(await width(), `${name}, in German`).toBe(320);
        await speak(page, "en");
      }
    });
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
