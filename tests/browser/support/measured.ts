/** Figures of a test, told beside its result: a budget alone does not say how far away it is. */

import { test } from "@playwright/test";

/** Tells a figure. */
export function measured(words: string): void {
  test.info().annotations.push({ type: "measured", description: words });
  process.stdout.write(`measured: ${words}\n`);
}
