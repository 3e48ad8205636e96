/** Octane's log beside the runs that it is about: each is one step away, and back. */

import type { Page } from "@playwright/test";
import { manyCases, ownRelease } from "./support/reports.js";
import { expect, test } from "./support/test.js";

/** A payload of two runs, the first of which has a release that Octane does not know. */
const another = '<test_run name="two" duration="1" status="Passed"/></test_runs>';
const unknownRelease = {
  ...ownRelease,
  text: ownRelease.text.replace("1102", "998").replace("</test_runs>", another),
};

const ties = (page: Page) => page.locator(".log-ties");

test("a message about one run's own link leads to that run, and Back to the message", async ({
  tester,
  page,
}) => {
  await tester.drop(unknownRelease);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("failed")).toBeVisible();
  await expect(ties(page)).toContainText(/release 998\s+1 run:\s+one/);
  await ties(page).getByRole("link", { name: "one" }).press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "one" })).toBeFocused();
  await expect(page.getByRole("definition").filter({ hasText: "Payload part 1" })).toBeVisible();
  await page.goBack();
  await expect(tester.heading("Follow")).toBeFocused();
  await expect(ties(page).getByRole("link", { name: "one" })).toBeVisible();
});

test("in the second part it leads to the run there, also once the context has changed; other reports take the way away", async ({
  tester,
  page,
}) => {
  await tester.drop(manyCases(1000), unknownRelease);
  await tester.sees("own-release.xml", 2);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("failed")).toBeVisible();
  await tester.goTo("Context");
  await page.getByRole("combobox", { name: "Program id" }).fill("1301");
  await tester.goTo("Follow");
  await ties(page).getByRole("link", { name: "one" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "one" })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "Payload part 2" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the runs" }).first().click();
  await page.getByRole("button", { name: "Remove many.xml" }).click();
  await tester.goTo("Follow");
  await expect(ties(page)).toContainText("one");
  await expect(ties(page).getByRole("link", { name: "one" })).toHaveCount(0);
});
