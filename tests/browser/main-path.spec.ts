/** From a dropped report to the server's answer. */

import type { Page } from "@playwright/test";
import { libxml2Oracle } from "../../pkg/test/support/libxml2.js";
import { sharedText } from "../../pkg/test/support/shared.js";
import type { Between } from "./support/house.js";
import { calculator, faultyPayload, ownRelease, realReports, tooLong } from "./support/reports.js";
import { expect, test } from "./support/test.js";

test("a dropped report with a release and a module ends in success, and what arrives are the bytes that the page showed", async ({
  tester,
  house,
}) => {
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await tester.setRelease("1101");
  await tester.addModule("1401");
  await tester.signsIn();
  const shown = await tester.downloadedPart();
  await tester.submit();
  await expect(tester.outcome("success")).toBeFocused();
  const [submission, ...others] = house.sandbox.submissions;
  expect(others).toEqual([]);
  expect(Buffer.from(submission?.bytes ?? []).equals(shown)).toBe(true);
  expect(house.sandbox.runs).toHaveLength(6);
  for (const run of house.sandbox.runs) {
    expect(run.links).toMatchObject({ release: { id: 1101 }, productAreas: [1401] });
  }
});

test("the text beside the findings is the text that is sent", async ({ tester, page, house }) => {
  await tester.drop(calculator);
  await tester.signsIn();
  await tester.goTo("Check");
  const lines = page.getByRole("region", { name: "Text of Payload" }).locator(".cm-line");
  await expect(lines.filter({ hasText: "</test_result>" })).toBeVisible();
  const shown = await Promise.all((await lines.all()).map((line) => line.textContent()));
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  const sent = new TextDecoder().decode(house.sandbox.submissions[0]?.bytes);
  expect(shown.join("\n")).toBe(sent);
});

test("a release that does not exist ends in failed, with the log that says so", async ({ tester, page }) => {
  await tester.drop(calculator);
  await tester.setRelease("999");
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("failed")).toBeVisible();
  await expect(tester.outcome("failed")).toContainText("correct it in the context and submit again");
  await expect(page.getByRole("region", { name: "Log of part 1" })).toContainText(/status: failed.*999/s);
});

test("skipping errors takes the runs without the release, and is told as a warning", async ({
  tester,
  page,
  house,
}) => {
  await tester.drop(calculator);
  await tester.setRelease("999");
  await tester.signsIn();
  await page.getByRole("checkbox", { name: "Skip errors" }).check();
  await tester.submit();
  await expect(tester.outcome("warning")).toBeVisible();
  expect(house.sandbox.runs).toHaveLength(6);
});

test("a payload that breaks the schema is shown with the line, and is not sent unasked", async ({
  tester,
  page,
  house,
}) => {
  await tester.drop(faultyPayload);
  await tester.sees("faulty.xml", 2);
  await tester.goTo("Check");
  const finding = tester.findings().filter({ hasText: "cvc-datatype-valid" });
  await expect(finding).toContainText("line 7");
  await expect(finding).toContainText("0.8");
  await finding.getByRole("button").first().click();
  await expect(page.getByRole("region", { name: "Text of faulty.xml" })).toBeVisible();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "7");
  await tester.signsIn();
  await refusesToSubmit(page);
  expect(house.requests.filter(isSending)).toEqual([]);
});

test.describe("a server whose schema asks for more", () => {
  const stricter: Between = async (request, octane) => {
    const answer = await octane(request);
    if (!request.url.endsWith("/xsd")) return answer;
    return new Response(
      (await answer.text()).replaceAll('maxLength value="255"', 'maxLength value="7"'),
      answer,
    );
  };
  test.use({ houseOptions: { between: stricter } });
  test("judges the payload by it: the line is shown in the payload, and nothing can be sent", async ({
    tester,
    page,
    house,
  }) => {
    await tester.drop(calculator);
    await tester.signsIn();
    await tester.goTo("Check");
    await expect(page.locator("#schema-note")).toContainText("Checked against the schema of");
    const finding = tester.findings().filter({ hasText: "cvc-maxLength-valid" }).first();
    const line = /line (\d+)/.exec((await finding.textContent()) ?? "")?.[1];
    await finding.getByRole("button").first().click();
    await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", `${line}`);
    await expect(page.locator("[data-marked]")).toBeInViewport();
    await tester.goTo("Submit");
    await refusesToSubmit(page);
    expect(house.requests.filter(isSending)).toEqual([]);
  });
});

test("a name that is too long is shortened, and the tester is told", async ({ tester, house }) => {
  await tester.drop(tooLong);
  await tester.goTo("Check");
  await expect(tester.findings().first()).toContainText("shortened to 255");
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  expect(house.sandbox.runs.map(({ name }) => name.length)).toEqual([5, 255]);
});

test("a release is looked up by a part of its name, and the name stays beside its id", async ({
  tester,
  page,
}) => {
  await tester.signsIn();
  await tester.setRelease("Wint");
  await page.locator(".look-up").getByRole("option", { name: "Winter 2026" }).click();
  await expect(page.getByLabel("Release id")).toHaveValue("1102");
  await expect(page.getByLabel("Release id")).toHaveAccessibleDescription("Winter 2026");
});

test("a conflict is shown with both sides, and the policy decides what is sent", async ({
  tester,
  page,
  house,
}) => {
  await tester.drop(ownRelease);
  await tester.setRelease("1101");
  const conflict = page
    .getByRole("region", { name: /^Release/ })
    .getByRole("row")
    .nth(1);
  await expect(conflict).toContainText(/1101.*this step.*1102.*own-release.xml, line 2/s);
  await expect(conflict.locator("[data-chosen=true]")).toContainText("1102");
  await page.getByRole("radio", { name: /^What is said for all tests/ }).check();
  await expect(conflict.locator("[data-chosen=true]")).toContainText("1101");
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  expect(house.sandbox.runs[0]?.links).toMatchObject({ release: { id: 1101 } });
});

test("every kind of context reaches the server", async ({ tester, page, house }) => {
  await tester.drop(calculator);
  await tester.setRelease("1101");
  const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value);
  await fill("Milestone id", "1201");
  await fill("Program id", "1301");
  await fill("Application module 1, id", "1401");
  await fill("Application module 2, id", "1402");
  await fill("Backlog item 1, id", "1511");
  await fill("Environment 1, type", "Browser");
  await fill("Environment 1, value", "Chrome");
  await page.getByLabel("Test field 1, field", { exact: true }).selectOption("Test level");
  await fill("Test field 1, value", "Unit Test");
  await fill("CI server id", "ci-1");
  await fill("Job id", "web-shop-nightly");
  await fill("Build id", "42");
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  expect(house.sandbox.runs[0]).toMatchObject({
    links: {
      release: { id: 1101 },
      milestone: 1201,
      program: 1301,
      productAreas: [1401, 1402],
      backlogItems: [1511],
      environment: [{ type: "Browser", value: "Chrome" }],
      testFields: [{ type: "Test_Level", value: "Unit Test" }],
    },
  });
});

test.describe("real reports of other tools", () => {
  const { present, absent } = realReports();
  const schema = sharedText("octane/xsd/test-results-2025-04.xsd");
  for (const report of present) {
    test(`${report.name} becomes payloads that a server's schema accepts, and they arrive whole`, async ({
      tester,
      house,
    }) => {
      const cases = report.text.replace(/<!--.*?-->/gs, "").match(/<testcase\b/g)?.length ?? 0;
      await tester.drop(report);
      await tester.sees(report.name, cases);
      await tester.signsIn();
      await tester.submit();
      await expect(tester.outcome("success")).toBeVisible({ timeout: 30_000 });
      const oracle = libxml2Oracle(schema ?? "");
      for (const { bytes } of house.sandbox.submissions) {
        expect(oracle.check(new TextDecoder().decode(bytes))).toMatchObject({ valid: true });
      }
      const sent = house.sandbox.submissions.map(({ injection }) => injection.runs.length);
      expect(sent.reduce((sum, runs) => sum + runs)).toBe(cases);
    });
  }
  for (const path of absent)
    test(`left out: ../shared/${path} is absent`, () => expect(sharedText(path)).toBeUndefined());
});

/** Whether a request sends a payload. */
function isSending(request: string): boolean {
  return /^POST .*\/test-results/.test(request);
}

/**
 * Presses Submit all the same: it leads to what stands in the way. By the keyboard, since the button moves while the payload is
 * checked against the server's schema.
 */
async function refusesToSubmit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Submit", exact: true }).press("Enter");
  await expect(page.getByRole("group", { name: "Before you can submit" })).toBeFocused();
}
