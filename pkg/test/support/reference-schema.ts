/** The schema that payloads of tests are judged by: a server's own where it is at hand, else the bundled one. */
import { readFileSync } from "node:fs";
import { sharedText } from "./shared.js";

const REFERENCE = "octane/xsd/test-results-2025-04.xsd";
const BUNDLED = new URL("../../schema/test-results.xsd", import.meta.url);

/** Its text. */
export function referenceSchema(): string {
  return sharedText(REFERENCE) ?? readFileSync(BUNDLED, "utf8");
}
