/** Which of the runs on show are those that were sent. Pure. */

import type { PageState } from "../state.js";

/**
 * The number, among all runs, of the first run of a part as it was sent; nothing where the runs on show are no longer those. Another
 * context changes links and no run, so it may be mended with the log in view.
 */
export function firstRunOf(state: PageState, part: number): number | undefined {
  const { submission, conversion, reports, cases } = state;
  const { origin } = submission;
  const shown = conversion.answer?.parts;
  if (!origin || !shown || origin.reports !== reports || origin.cases !== cases) return undefined;
  const isAsSent = shown.slice(0, part + 1).every(({ runs }, index) => runs === origin.runCounts[index]);
  if (!isAsSent || shown.length <= part) return undefined;
  return shown.slice(0, part).reduce((sum, { runs }) => sum + runs, 0);
}
