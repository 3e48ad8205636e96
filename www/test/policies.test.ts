/** Who wins: chosen, taken back, made again, and what each choice leads to. */

import type { Conflict } from "octane-payload";
import { expect, test } from "vitest";
import {
  choosePolicies,
  countsOf,
  outcomeOf,
  policyOf,
  redoPolicies,
  undoPolicies,
} from "../src/flow/policies.js";
import { firstState } from "../src/state.js";

const conflict: Conflict = {
  kind: "productAreas",
  report: "1",
  reportSource: { kind: "options" },
  run: "2",
  runSource: { kind: "test" },
  united: "1, 2",
  policy: "run-wins",
  runs: 3,
  file: "a.xml",
};

test("choices are taken back and made again in their order; a new one forgets those taken back", () => {
  const one = choosePolicies(firstState, { default: "unite" });
  const two = choosePolicies(one, { default: "refuse" });
  expect(undoPolicies(two).policies).toEqual({ default: "unite" });
  expect(undoPolicies(undoPolicies(two)).policies).toEqual(firstState.policies);
  expect(redoPolicies(undoPolicies(two)).policies).toEqual({ default: "refuse" });
  const other = choosePolicies(undoPolicies(two), { default: "report-wins" });
  expect(redoPolicies(other)).toBe(other);
  expect(undoPolicies(firstState)).toBe(firstState);
});

test("a kind with one link cannot have both: the run wins", () => {
  expect(policyOf({ default: "unite" }, "release")).toBe("run-wins");
  expect(policyOf({ default: "unite" }, "environment")).toBe("unite");
  expect(policyOf({ default: "unite", environment: "refuse" }, "environment")).toBe("refuse");
});

test.each([
  ["run-wins", "2", { kept: 3, changed: 0, leftOut: 0 }],
  ["report-wins", "1", { kept: 0, changed: 3, leftOut: 0 }],
  ["unite", "1, 2", { kept: 0, changed: 3, leftOut: 0 }],
  ["refuse", undefined, { kept: 0, changed: 0, leftOut: 3 }],
] as const)("%s leads to %s", (policy, outcome, counts) => {
  expect(outcomeOf(conflict, policy)).toBe(outcome);
  expect(countsOf([conflict], policy)).toEqual(counts);
});
