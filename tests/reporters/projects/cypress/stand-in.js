/**
 * Tells the listeners of the configuration what Cypress would, in its order, and ends as Cypress does: with the number of
 * failures. An argument leaves the tests whose titles hold it.
 */
import { readFileSync } from "node:fs";
import config from "./cypress.config.js";

const [wanted = ""] = process.argv.slice(2);
const listeners = new Map();
await config.e2e.setupNodeEvents((event, listener) => listeners.set(event, listener), {});

const results = JSON.parse(readFileSync("results.json", "utf8"))
  .map((spec) => ({ ...spec, tests: spec.tests.filter(({ title }) => title.join(" ").includes(wanted)) }))
  .filter(({ tests }) => wanted === "" || tests.length > 0);

await listeners.get("before:run")({ browser: { name: "electron" } });
for (const each of results) await listeners.get("after:spec")(each.spec, each);
const failed = results.flatMap(({ tests }) => tests).filter(({ state }) => state === "failed");
process.exitCode = failed.length;
await listeners.get("after:run")({ runs: results });
