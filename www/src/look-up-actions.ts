/** Carries out the look-ups behind fields: asks when the typing rests, and takes back what is not wanted any more. */

import type { Actions } from "./actions.js";
import { askedFor, choicesIn, chosen, closed, lookedUp, markedNext } from "./flow/look-up.js";
import { failureOf, type Page } from "./page.js";
import type { LookUpAnswer, LookUpRequest } from "./protocol.js";

/** How long the field must be at rest before the server is asked, in milliseconds. */
const rest = 200;

/** The acts around a look-up. */
export type LookUpActions = Pick<Actions, "lookUp" | "markChoice" | "choose" | "closeLookUp">;

/** The acts for a page. */
export function lookUpActions(page: Page): LookUpActions {
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    asking.abort();
  };
  return {
    lookUp: (control, request) => {
      stop();
      asking = new AbortController();
      const { signal } = asking;
      page.update((state) => askedFor(state, control, request));
      timer = setTimeout(() => void ask(page, request, signal), rest);
    },
    markChoice: (by) => {
      page.update((state) => markedNext(state, by));
      document.querySelector(".look-up [aria-selected=true]")?.scrollIntoView({ block: "nearest" });
    },
    choose: (kind, choice) => {
      stop();
      page.update((state) => chosen(state, kind, choice));
      page.announce("live.chosen", { name: choice.name, id: choice.id });
    },
    closeLookUp: () => {
      stop();
      page.update(closed);
    },
  };
}

async function ask(page: Page, request: LookUpRequest, signal: AbortSignal): Promise<void> {
  const options = { signal, endsWorker: false };
  const answer = await page.worker.call("lookUp", request, options).catch(refusalOf);
  if (signal.aborted) return;
  page.update((state) => lookedUp(state, request, answer));
  const count = choicesIn(page.state.lookUp).length;
  if ("refused" in answer) page.announce("live.look-up-refused");
  else if (count === 0) page.announce("look-up.none");
  else page.announce("live.looked-up", { count });
}

/** What went wrong before the server was asked is told like a server that cannot be reached. */
function refusalOf(error: unknown): LookUpAnswer {
  return { refused: "unreachable", reason: failureOf(error).message };
}
