/** Carries out what takes the payload along in place of sending it. */

import type { Actions } from "./actions.js";
import { copyOrMark } from "./clipboard.js";
import { commandOf } from "./command-line.js";
import { failureOf, type Page } from "./page.js";
import { saveFile } from "./save-file.js";

/** The acts for a page. */
export function takeAwayActions(page: Page): Pick<Actions, "saveZip" | "copyCommand"> {
  return { saveZip: () => void saveZip(page), copyCommand: () => void copyCommand(page) };
}

async function saveZip(page: Page): Promise<void> {
  const parts = page.state.conversion.answer?.parts ?? [];
  page.update((state) => ({ ...state, takeFailure: undefined }));
  try {
    saveFile("octane-payload.zip", await page.worker.call("zip", parts));
  } catch (error) {
    page.update((state) => ({ ...state, takeFailure: failureOf(error) }));
  }
}

function copyCommand(page: Page): Promise<void> {
  const text = commandOf(page.state);
  return copyOrMark(page, {
    text,
    shownIn: "command",
    copied: "live.command-copied",
    marked: "live.command-marked",
  });
}
