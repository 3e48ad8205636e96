/** A worker that hangs or dies leaves the page alive with a message; and no string becomes a script, but those of the build. */

import type { Page, Worker } from "@playwright/test";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";

/** The worker with the core. */
function coreOf(page: Page): Worker {
  const worker = page.workers().find((each) => each.url().includes("/worker-"));
  if (!worker) throw new Error("the page has no worker");
  return worker;
}

test("a file that hangs the worker can be stopped, and the next report is read by another one", async ({
  tester,
  page,
}) => {
  const hung = coreOf(page);
  await hung.evaluate(() => {
    Blob.prototype.stream = () => {
      for (;;);
    };
  });
  await tester.drop({ name: "hangs.xml", text: "<testsuite/>" });
  const stop = page.getByRole("button", { name: "Stop reading" });
  await expect(stop).toBeVisible();
  await tester.goTo("Context");
  await tester.goTo("Reports");
  await stop.click();
  await expect(tester.failure("Stopped")).toBeVisible({ timeout: 10_000 });
  await page.getByRole("button", { name: "Remove hangs.xml" }).click();
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await expect.poll(() => page.workers()).not.toContain(hung);
});

test("a file that kills the worker is told, and the page goes on with another one", async ({
  tester,
  page,
}) => {
  await coreOf(page).evaluate(() => {
    Blob.prototype.stream = () => {
      setTimeout(() => {
        throw new Error("the engine has died");
      });
      return new ReadableStream();
    };
  });
  await tester.drop({ name: "kills.xml", text: "<testsuite/>" });
  await expect(tester.failure("The engine behind the page ended unexpectedly")).toBeVisible();
  await page.getByRole("button", { name: "Remove kills.xml" }).click();
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
});

test("a worker that is lost takes its session along, and the page says so", async ({ tester, page }) => {
  await tester.signsIn();
  await coreOf(page).evaluate(() => {
    setTimeout(() => {
      throw new Error("lost");
    });
  });
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Submit" })).toContainText("Not signed in");
});

test("secrets are in no field, no storage and no address once the page was left", async ({
  tester,
  page,
}) => {
  await tester.fillSignIn("a-secret-word");
  await page.goto("about:blank");
  await page.goBack();
  await tester.goTo("Submit");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  const everywhere = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      location.href,
      databases,
    ]);
  });
  expect(everywhere).not.toContain("a-secret-word");
});
