/** States of the Reports step. */

import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { calculator, tooLong } from "../reports.js";
import { button, type State } from "./state.js";

const archive = fileURLToPath(
  new URL("../../../fixtures/archives/info-zip/3.0/reports.zip", import.meta.url),
);

/** The states. */
export const reports: readonly State[] = [
  { name: "the empty page", reach: async () => {} },
  {
    name: "a text that is pasted, and is none",
    reach: async ({ page }) => {
      await page.getByText("Paste a report", { exact: true }).click();
      await page.getByRole("button", { name: "Add as a report" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "reports that are being read, by a worker that hangs, and a new version that waits",
    reach: async (tester) => {
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
    name: "a report without a test case",
    reach: async (tester) => {
      await button(tester, "Remove hangs.xml").click();
      await tester.page.reload();
      await tester.drop({ name: "none.xml", text: "<testsuite/>" });
      await expect(tester.page.getByText("No test case was found in these reports")).toBeVisible();
    },
  },
  {
    name: "reports and an archive, with findings",
    reach: async (tester) => {
      await tester.page.locator("#choose-files").setInputFiles(archive);
      await tester.drop(calculator, tooLong, { name: "notes.txt", text: "notes" });
      await tester.sees("too-long.xml", 2);
      await tester.sees("reports/deep/order.xml", 2);
    },
  },
  {
    name: "the ways to know a test, with a template that is none",
    reach: async ({ page }) => {
      await page.getByText("How tests are known").click();
      await page.getByLabel("Module", { exact: true }).fill("{suit}");
      await expect(page.getByText('"suit" is no field')).toBeVisible();
    },
  },
  {
    name: "a filter that lets no run through",
    reach: async (tester) => {
      await tester.page.getByLabel("Module", { exact: true }).fill("");
      await tester.sees("too-long.xml", 2);
      await tester.page.getByLabel("Test has").fill("no such test");
      await expect(tester.page.getByText(/^0 of \d+ runs$/)).toBeVisible();
    },
  },
  {
    name: "runs by their status",
    reach: async (tester) => {
      await button(tester, "Show all runs").click();
      await tester.page.getByRole("search").getByLabel("Status").selectOption("Failed");
      await expect(tester.page.locator(".runs tbody tr").first()).toContainText("Failed");
    },
  },
  {
    name: "a failed run by itself",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await tester.goTo("Reports");
      await tester.page.locator(".runs").getByRole("link").first().click();
      await expect(tester.page.getByRole("region", { name: "Error" }).last()).toBeVisible();
      await expect(tester.page.getByRole("rowheader", { name: "release" })).toBeVisible();
    },
  },
  {
    name: "a run with a finding, by itself",
    reach: async (tester) => {
      await tester.page.getByRole("link", { name: "Back to the runs" }).first().click();
      await button(tester, "Show all runs").click();
      await tester.page.getByRole("search").getByLabel("Finding").selectOption("any");
      await tester.page.locator(".runs").getByRole("link", { name: /^n+…?/ }).click();
      await expect(tester.page.getByRole("heading", { name: "Findings" })).toBeVisible();
    },
  },
];
