/** A link of a run in the fewest words. */

import { html, type TemplateResult } from "lit-html";
import { linkName } from "../link-words.js";
import type { RunLink } from "../runs/messages.js";
import { visible } from "../visible-text.js";

/** The mark. Environment entries and test fields name their own kind. */
export function linkMark({ kind, target }: RunLink): TemplateResult {
  const namesItself = kind === "testFields" || kind === "environment";
  return html`<span class="link-mark"
    >${namesItself ? "" : html`<span class="link-kind">${linkName(kind)}</span> `}<bdi>${visible(target)}</bdi></span
  > `;
}
