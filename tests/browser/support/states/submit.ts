/** States of the Submit step. */

import { expect } from "@playwright/test";
import { calculator } from "../reports.js";
import { button, type State } from "./state.js";

/** The states. */
export const submits: readonly State[] = [
  { name: "a submit step with everything in the way", reach: (tester) => tester.goTo("Submit") },
  {
    name: "the ways to Octane, with the one through a relay",
    reach: async ({ page }) => {
      await page.getByText("Way to Octane").click();
      await page.getByRole("radio", { name: "Relay" }).check();
      await expect(page.getByRole("textbox", { name: "Relay" })).toBeVisible();
    },
  },
  {
    name: "an address with a mistake",
    reach: async (tester) => {
      await tester.page.getByRole("textbox", { name: "Relay" }).fill("https://relay.test/");
      await tester.page.getByRole("textbox", { name: "Octane" }).fill("https://octane.example.com");
      await tester.signIn();
      await expect(tester.failure("The server cannot be reached")).toBeVisible();
    },
  },
  {
    name: "a test of the connection that failed",
    reach: async (tester) => {
      await tester.page.getByRole("radio", { name: "Gateway of this page" }).check();
      await tester.testConnection("wrong");
      await expect(tester.page.locator("#connection-test")).toBeFocused();
    },
  },
  {
    name: "a way that is open",
    reach: async (tester) => {
      await tester.testConnection();
      await expect(
        tester.page.getByRole("group", { name: "The whole way to the workspace is open" }),
      ).toBeFocused();
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
    name: "signed in, with errors in the reports, and the payload as a command",
    reach: async (tester) => {
      await tester.drop(calculator, { name: "notes.txt", text: "notes" });
      await tester.sees(calculator.name, 6);
      await tester.signsIn();
      await expect(tester.page.getByRole("checkbox", { name: /^Send what could be read/ })).toBeVisible();
      await expect(tester.page.locator("#command")).toBeVisible();
    },
  },
  {
    name: "nothing in the way",
    reach: async (tester) => {
      await tester.page.getByRole("checkbox", { name: /^Send what could be read/ }).check();
      await expect(button(tester, "Submit")).toBeEnabled();
    },
  },
];
