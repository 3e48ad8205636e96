/** States of the Check step. */

import { expect } from "@playwright/test";
import { faultyPayload, manyCases, tooLong } from "../reports.js";
import { button, type State } from "./state.js";

/** A payload with what a machine can mend, and what it can mend at a risk. */
const mendable = {
  name: "mendable.xml",
  text: [
    "<test_result>",
    "<test_runs>",
    '<test_run name="one" duration="1" status="passed"/>',
    '<test_run name="two" duration="1" status="Passed" colour="red"/>',
    "</test_runs>",
    "</test_result>",
  ].join("\n"),
};

/** The states. */
export const checks: readonly State[] = [
  { name: "a check without a payload", reach: (tester) => tester.goTo("Check") },
  {
    name: "a payload without findings",
    reach: async (tester) => {
      await tester.drop(manyCases(3));
      await tester.sees("many.xml", 3);
      await tester.goTo("Check");
      await expect(tester.page.locator("payload-text .cm-line").first()).toBeVisible();
    },
  },
  {
    name: "findings beside the payload",
    reach: async (tester) => {
      await tester.drop(mendable, tooLong, faultyPayload);
      await tester.sees("too-long.xml", 2);
      await tester.goTo("Check");
      await expect(tester.findings().first()).toBeVisible();
      await expect(tester.page.locator("payload-text .cm-line").first()).toBeVisible();
    },
  },
  {
    name: "a finding at its place in the report",
    reach: async (tester) => {
      const finding = tester.findings().filter({ hasText: '"passed"' }).first();
      await finding.getByRole("button").first().click();
      await expect(tester.page.locator("[data-marked]")).toBeVisible();
    },
  },
  {
    name: "a fix line by line",
    reach: async ({ page }) => {
      const fix = page.getByRole("button", { name: /^Fix: / });
      await fix.first().click();
      await expect(page.getByRole("region", { name: "Changes of mendable.xml" })).toBeVisible();
    },
  },
  {
    name: "a fix that was made, and can be undone",
    reach: async (tester) => {
      await button(tester, "Make this change").click();
      await expect(button(tester, "Undo")).toBeFocused();
    },
  },
  {
    name: "all safe fixes, line by line",
    reach: async (tester) => {
      await button(tester, "Undo").click();
      await button(tester, "Make all safe fixes").click();
      await expect(button(tester, "Make this change")).toBeEnabled();
    },
  },
  {
    name: "findings of one severity",
    reach: async (tester) => {
      await button(tester, "Leave it as it is").click();
      await tester.page.getByLabel("Show", { exact: true }).selectOption("warning");
      await expect(tester.findings().filter({ hasText: "shortened" })).toBeVisible();
      await expect(tester.findings().filter({ hasText: "colour" })).toHaveCount(0);
    },
  },
  {
    name: "an element that is explained, at the caret and where it is pointed at",
    reach: async ({ page }) => {
      const tag = page.locator("payload-text .xml-tag", { hasText: "<test" }).first();
      await tag.click();
      await expect(page.getByRole("complementary", { name: "What stands here" })).toContainText("test");
      await page.mouse.move(0, 0);
      await tag.hover();
      await expect(page.locator("payload-text .cm-tooltip")).toBeVisible();
    },
  },
  {
    name: "the schema",
    reach: async (tester) => {
      await button(tester, "Show the schema").click();
      await expect(tester.page.locator("payload-text .cm-content")).toContainText("xs:schema");
    },
  },
  {
    name: "one part of many",
    reach: async (tester) => {
      await tester.drop({ ...manyCases(1001), name: "more.xml" });
      await tester.sees("more.xml", 1001);
      await tester.goTo("Check");
      await tester.page.getByLabel("Part", { exact: true }).selectOption({ index: 1 });
      await expect(tester.page.locator("payload-text .cm-content")).toContainText("case 1001");
    },
  },
];
