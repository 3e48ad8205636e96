/** What Cypress tells of two specs, as its own types have it. */

import { writeFileSync } from "node:fs";
import type {} from "cypress";

const stats = {
  duration: 1200,
  endedAt: "2026-11-22T21:01:09.887Z",
  failures: 2,
  passes: 3,
  pending: 1,
  skipped: 1,
  startedAt: "2026-11-22T21:01:08.687Z",
  suites: 3,
  tests: 7,
};

const passed = { state: "passed", displayError: null, duration: 12, attempts: [{ state: "passed" }] };

const calculator: CypressCommandLine.RunResult = {
  error: null,
  reporter: "spec",
  reporterStats: {},
  screenshots: [],
  stats,
  spec: specOf("calculator.cy.js"),
  video: null,
  tests: [
    { ...passed, title: ["calculator", "adds [octane.backlog_item=1521, 1522]"] },
    {
      title: ["calculator", "memory", "recalls [octane.release=Winter 2026] @slow"],
      state: "failed",
      displayError:
        "AssertionError: expected 1 to equal 2\n    at Context.eval (webpack://shop/./cypress/e2e/calculator.cy.js:9:17)",
      duration: 38,
      attempts: [{ state: "failed" }],
    },
    { ...passed, title: ["calculator", "divides by 2"] },
    {
      ...passed,
      title: ["calculator", "prints"],
      state: "pending",
      duration: 0,
      attempts: [{ state: "pending" }],
    },
    { ...passed, title: ["calculator", "wakes up"], attempts: [{ state: "failed" }, { state: "passed" }] },
    {
      title: ["broken before", "is let down"],
      state: "failed",
      displayError:
        "TypeError: no battery\n\nBecause this error occurred during a `before all` hook we are skipping the remaining tests in the current suite: `broken before`\n    at Context.eval (webpack://shop/./cypress/e2e/calculator.cy.js:20:11)",
      duration: 5,
      attempts: [{ state: "failed" }],
    },
    {
      title: ["broken before", "is let down, too"],
      state: "skipped",
      displayError: null,
      duration: 0,
      attempts: [{ state: "skipped" }],
    },
  ],
};

const unloadable: CypressCommandLine.RunResult = {
  ...calculator,
  error: "Error: Webpack Compilation Error\nModule not found: Error: Can't resolve './missing.js'",
  spec: specOf("unloadable.cy.js"),
  tests: [],
};

function specOf(name: string): CypressCommandLine.SpecResult {
  const relative = `cypress/e2e/${name}`;
  return {
    absolute: `/project/${relative}`,
    fileExtension: ".js",
    fileName: name.split(".")[0] ?? "",
    name,
    relative,
  };
}

writeFileSync("results.json", JSON.stringify([calculator, unloadable]));
