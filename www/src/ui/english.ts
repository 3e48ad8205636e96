/**
 * Words that are English whatever language the page speaks, marked as such for those who have them read out: what the core and the
 * browser say.
 */

import { html, type TemplateResult } from "lit-html";
import { type Phrase, phrasePieces } from "../texts/index.js";
import { visible } from "../visible-text.js";

/** Characters of an English text that are shown. */
const longest = 4000;

/** English words by themselves. */
export function english(words: string): TemplateResult {
  return html`<bdi class="breakable" lang="en">${visible(words, longest)}</bdi>`;
}

/** A message of the page with English words in it. */
export function phrase(said: Phrase): (TemplateResult | string)[] {
  return phrasePieces(said).map(({ words, isEnglish }) =>
    isEnglish ? english(words) : visible(words, longest),
  );
}
