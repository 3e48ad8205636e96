/** One state of the page. */

import type { Locator } from "@playwright/test";
import type { Tester } from "../tester.js";

/** What the page shows, and how a tester comes there from the state before. */
export interface State {
  readonly name: string;
  readonly reach: (tester: Tester) => Promise<void>;
}

/** The button of exactly that name. */
export function button({ page }: Tester, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}
