/** Copies texts, and says what to do where the browser does not let a page copy. */

import type { Page } from "./page.js";
import type { TextKey } from "./texts/index.js";

/** A text that stands on the page, to be copied from there. */
export interface CopiedText {
  readonly text: string;
  /** The id of the element that shows it. */
  readonly shownIn: string;
  /** What is told once it is copied. */
  readonly copied: TextKey;
  /** What is told where it could only be marked. */
  readonly marked: TextKey;
}

/** Copies a text; where the browser refuses, it is marked on the page, to be copied by hand. */
export async function copyOrMark(page: Page, { text, shownIn, copied, marked }: CopiedText): Promise<void> {
  if (await isCopied(text)) return page.announce(copied);
  const element = document.getElementById(shownIn);
  if (element instanceof HTMLInputElement) element.select();
  else if (element) getSelection()?.selectAllChildren(element);
  page.announce(marked);
}

/** Copies a text, and tells whether that came about: a browser may refuse, and has no clipboard where the page came over plain HTTP. */
export async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
