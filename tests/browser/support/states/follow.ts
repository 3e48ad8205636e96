/** States of the Follow step. */

import { expect } from "@playwright/test";
import type { Between } from "../house.js";
import { calculator } from "../reports.js";
import { button, type State } from "./state.js";

/** Octane that takes a payload, and goes on working on it for as long as the gate is shut. */
const gate = { isOpen: false };

/** What stands before Octane in this story. */
export const slowOctane: Between = async (request, octane) => {
  const answer = await octane(request);
  if (gate.isOpen || !/\/test-results\/\d+$/.test(new URL(request.url).pathname)) return answer;
  return Response.json({ ...(await answer.json()), status: "running" });
};

/** The states. */
export const follows: readonly State[] = [
  { name: "a follow step with nothing sent", reach: (tester) => tester.goTo("Follow") },
  {
    name: "a submission on its way",
    reach: async (tester) => {
      gate.isOpen = false;
      await tester.drop(calculator);
      await tester.sees(calculator.name, 6);
      await tester.setRelease("999");
      await tester.signsIn();
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
    name: "a submission that was cancelled",
    reach: async (tester) => {
      await button(tester, "Cancel").click();
      await expect(tester.outcome("cancelled")).toBeVisible();
    },
  },
  {
    name: "a failed outcome with its log and its account",
    reach: async (tester) => {
      gate.isOpen = true;
      await tester.submit();
      await expect(tester.outcome("failed")).toBeVisible();
      await expect(tester.page.locator(".log-ties")).toBeVisible();
      await expect(tester.page.getByRole("region", { name: "Account of the submission" })).toBeVisible();
    },
  },
  {
    name: "a success with its account",
    reach: async (tester) => {
      await tester.setRelease("1101");
      await tester.submit();
      await expect(tester.outcome("success")).toBeVisible();
      await expect(tester.page.getByRole("region", { name: "Account of the submission" })).toBeVisible();
    },
  },
];
