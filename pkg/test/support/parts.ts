/** Parts for tests of the way they are sent. */

import { createHash } from "node:crypto";
import type { Part } from "../../src/index.js";

/** A part whose bytes say which it is. */
export function part(
  index: number,
  text = `<test_result><!-- ${index} ä --><test_runs/></test_result>`,
): Part {
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { index, runs: 1, bytes, sha256, valid: true, diagnostics: [] };
}

/** The first `count` parts. */
export function parts(count: number): Part[] {
  return Array.from({ length: count }, (_, index) => part(index));
}
