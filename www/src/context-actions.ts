/** Carries out what the tester does on the Context step. */

import type { Actions } from "./actions.js";
import { copyOrMark } from "./clipboard.js";
import { contentOfForm } from "./context-content.js";
import type { MadeLink } from "./context-file.js";
import {
  contextFailed,
  contextRead,
  contextSaved,
  linkOpened,
  linkTooLong,
  undoFilling,
} from "./flow/context-file.js";
import { contextMistakes } from "./flow/context-mistakes.js";
import { choosePolicies, redoPolicies, undoPolicies } from "./flow/policies.js";
import * as flow from "./flow.js";
import { writeFragment } from "./fragment.js";
import { failureOf, type Page } from "./page.js";
import { saveFile } from "./save-file.js";

/** The acts of the step. */
export type ContextActions = Pick<
  Actions,
  | "go"
  | "leaveContext"
  | "editContext"
  | "openContextFile"
  | "saveContextFile"
  | "copyContextLink"
  | "openLink"
  | "undoFilling"
  | "editRules"
  | "touch"
  | "editPolicies"
  | "undoPolicies"
  | "redoPolicies"
  | "editCases"
>;

/** The acts for a page. */
export function contextActions(page: Page): ContextActions {
  const go: Actions["go"] = (step) => {
    location.hash = step;
  };
  return {
    go,
    leaveContext: () => {
      if (contextMistakes(page.state).length === 0) go("check");
      else showMistakes(page);
    },
    editContext: (change) => page.update((state) => flow.editContext(state, change)),
    openContextFile: (file) => void openFile(page, file),
    saveContextFile: (notation) => void saveContext(page, notation),
    copyContextLink: () => void copyLink(page),
    openLink: (link) => void openLink(page, link),
    undoFilling: () => {
      page.update(undoFilling);
      page.announce("live.context-undone");
      page.focus("#open-context");
    },
    editRules: (rules) => page.update((state) => flow.editContext(state, { rules })),
    touch: (field) => page.update((state) => flow.touch(state, field)),
    editPolicies: (policies) => page.update((state) => choosePolicies(state, policies)),
    undoPolicies: () => page.update(undoPolicies),
    redoPolicies: () => page.update(redoPolicies),
    editCases: (cases) => page.update((state) => flow.editCases(state, cases)),
  };
}

function showMistakes(page: Page): void {
  page.update((state) => ({ ...state, summary: true }));
  page.focus("#error-summary");
}

async function openFile(page: Page, file: File): Promise<void> {
  const { name } = file;
  try {
    const read = await page.worker.call("readContext", { name, content: file });
    page.update((state) => contextRead(state, name, read));
    if ("source" in read) page.announce("live.context-read", { name });
  } catch (error) {
    page.update((state) => contextFailed(state, failureOf(error).message));
  }
  page.focus("#context-notice");
}

/** Under the name that the file had, where it keeps its notation. */
async function saveContext(page: Page, notation: "json" | "yaml"): Promise<void> {
  if (contextMistakes(page.state).length > 0) return showMistakes(page);
  const { context, contextSource } = page.state;
  const isSame = contextSource?.notation === notation;
  const name = isSame ? contextSource.name : `octane-context.${notation}`;
  const before = isSame ? contextSource.text : undefined;
  try {
    const request = { content: contentOfForm(context), notation, before };
    const text = await page.worker.call("writeContext", request);
    saveFile(name, new Blob([text], { type: "text/plain" }));
    page.update(contextSaved);
  } catch (error) {
    page.update((state) => contextFailed(state, failureOf(error).message));
    page.focus("#context-notice");
  }
}

async function openLink(page: Page, link: string): Promise<void> {
  try {
    const read = await page.worker.call("readLink", link);
    page.update((state) => linkOpened(state, read));
    if ("content" in read) page.announce("live.link-opened");
  } catch (error) {
    page.update((state) => contextFailed(state, failureOf(error).message));
  }
  page.focus("#context-notice");
}

async function copyLink(page: Page): Promise<void> {
  if (contextMistakes(page.state).length > 0) return showMistakes(page);
  const { context, policies } = page.state;
  try {
    const made = await page.worker.call("writeLink", { content: contentOfForm(context), policies });
    if ("link" in made) return await offerLink(page, { address: addressOf(made.link), context, policies });
    page.update((state) => linkTooLong(state, made));
  } catch (error) {
    page.update((state) => contextFailed(state, failureOf(error).message));
  }
  page.focus("#context-notice");
}

function offerLink(page: Page, contextLink: MadeLink): Promise<void> {
  page.update((state) => contextSaved({ ...state, contextLink }));
  return copyOrMark(page, {
    text: contextLink.address,
    shownIn: "context-link",
    copied: "live.link-copied",
    marked: "live.link-marked",
  });
}

/** Where this page stands, without what is in its address besides: the query and the token are this tester's own. */
function addressOf(link: string): string {
  return `${location.origin}${location.pathname}${writeFragment({ step: "context", link })}`;
}
