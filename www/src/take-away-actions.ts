/** Carries out what takes the payload along in place of sending it. */

import type { Actions } from "./actions.js";
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

/** A browser may refuse the clipboard: then the command is marked, to be copied by hand. */
async function copyCommand(page: Page): Promise<void> {
  try {
    await navigator.clipboard.writeText(commandOf(page.state));
    page.announce("live.command-copied");
  } catch {
    const command = document.getElementById("command");
    if (command) getSelection()?.selectAllChildren(command);
    page.announce("live.command-marked");
  }
}
