/** The states that the page can be in, told as stories: each state is reached from the one before, on a page of its own. */

import { checks } from "./check.js";
import { contexts } from "./context.js";
import { follows } from "./follow.js";
import { reports } from "./reports.js";
import type { State } from "./state.js";
import { submits } from "./submit.js";

export type { State };

/** The stories by name, one for each step. */
export const stories: Readonly<Record<string, readonly State[]>> = {
  Reports: reports,
  Context: contexts,
  Check: checks,
  Submit: submits,
  Follow: follows,
};
