/** States of the Context step. */

import { expect } from "@playwright/test";
import { calculator, ownRelease } from "../reports.js";
import type { Tester } from "../tester.js";
import { button, type State } from "./state.js";

async function openFile({ page }: Tester, name: string, text: string): Promise<void> {
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel("Open a context file").setInputFiles(file);
  await expect(page.locator("#context-notice")).toContainText(name);
}

/** The states. */
export const contexts: readonly State[] = [
  { name: "a context without reports", reach: (tester) => tester.goTo("Context") },
  {
    name: "a context with mistakes",
    reach: async (tester) => {
      await tester.drop(calculator, ownRelease);
      await tester.sees(calculator.name, 6);
      await tester.setRelease("soon");
      await button(tester, "Continue to Check").click();
      await expect(tester.page.getByRole("alert")).toBeFocused();
    },
  },
  {
    name: "a rule with its count",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await button(tester, "Add a rule").click();
      await tester.page.getByLabel("Pattern").fill("*");
      await tester.page.getByLabel("Id", { exact: true }).fill("1102");
      await expect(tester.page.getByRole("group", { name: /^Rule 1/ })).toContainText(/matches \d+ tests/);
    },
  },
  {
    name: "a rule with mistakes, and conditions and links of other kinds",
    reach: async (tester) => {
      const { page } = tester;
      await page.getByLabel("Compared").selectOption("matches regex");
      await page.getByLabel("Pattern").fill("(");
      await button(tester, "Add a condition").click();
      await page.getByRole("group", { name: "Condition 2" }).getByLabel("Field").selectOption("Status");
      await button(tester, "Add a link").click();
      const link = page.getByRole("group", { name: "Link 2" });
      await link.getByLabel("Act").selectOption("remove");
      await link.getByLabel("Link", { exact: true }).selectOption("Backlog items");
      await button(tester, "Continue to Check").click();
      await expect(page.getByRole("alert")).toBeFocused();
    },
  },
  {
    name: "conflicts of links",
    reach: async (tester) => {
      await button(tester, "Remove: Rule 1").click();
      await expect(tester.page.getByRole("heading", { name: /conflict/ })).toBeVisible();
    },
  },
  {
    name: "a policy that was chosen, and can be taken back",
    reach: async (tester) => {
      await tester.page.getByRole("radio", { name: /^What is said for all tests/ }).check();
      await expect(button(tester, "Undo the choice")).toBeVisible();
    },
  },
  {
    name: "a context file that says more than the form shows",
    reach: async (tester) => {
      await openFile(tester, "shop.yaml", "# of the shop team\nprogram: 1301 # all\n");
      await expect(tester.page.locator("#context-notice")).toContainText("The form shows");
      await tester.page.getByText(/things? that this form does not show/).click();
    },
  },
  {
    name: "a context file with faults",
    reach: (tester) => openFile(tester, "bad.yaml", "relase: 1\nprogram: soon\n"),
  },
  {
    name: "a link to the context",
    reach: async (tester) => {
      await tester.page.getByLabel("Program id").fill("1301");
      await button(tester, "Copy a link to this context").click();
      await expect(tester.page.getByLabel("Link to this context", { exact: true })).toBeVisible();
    },
  },
  {
    name: "choices of the workspace",
    reach: async (tester) => {
      await tester.signsIn();
      await tester.goTo("Context");
      const field = tester.page.getByRole("combobox", { name: "Application module 1, id" });
      await field.fill("e");
      await expect(tester.page.locator(".look-up").getByRole("option").first()).toBeVisible();
      await field.press("ArrowDown");
    },
  },
];
