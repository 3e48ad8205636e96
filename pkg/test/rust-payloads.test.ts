/** Payloads that the tests of the Rust core have written, judged by libxml2 against the real schema. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { libxml2Oracle } from "./support/libxml2.js";
import { sharedText } from "./support/shared.js";

const FOLDER = new URL("../../target/test-payloads/", import.meta.url);
const SCHEMA = sharedText("octane/xsd/test-results-2025-04.xsd");
const FACT = "libxml2 agrees with the core on every payload that the core's own tests wrote";
const MISSING =
  SCHEMA === undefined
    ? "../shared is absent"
    : existsSync(FOLDER)
      ? undefined
      : "the core's tests have not run";

test(MISSING === undefined ? FACT : `left out, because ${MISSING}: ${FACT}`, () => {
  if (SCHEMA === undefined || MISSING !== undefined) return;
  const oracle = libxml2Oracle(SCHEMA);
  const payloads = readdirSync(FOLDER);
  for (const name of payloads) {
    const { valid, messages } = oracle.check(readFileSync(new URL(name, FOLDER), "utf8"));
    expect(valid, `${name}: ${messages.join("; ")}`).toBe(name.startsWith("valid-"));
  }
  oracle.dispose();
  expect(payloads.length).toBeGreaterThan(10);
});
