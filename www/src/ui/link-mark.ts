/** A link of a run in the fewest words. */

import { html, type TemplateResult } from "lit-html";
import type { RunLink } from "../runs/messages.js";
import { type TextKey, text } from "../texts/index.js";
import { visible } from "../visible-text.js";

const kinds: Readonly<Record<string, TextKey>> = {
  suite: "link.suite",
  program: "link.program",
  release: "link.release",
  milestone: "link.milestone",
  backlogItems: "link.backlogItem",
  productAreas: "link.module",
};

/** The name of a kind. */
export function kindName(kind: string): string {
  const key = { ...kinds, testFields: "context.testFields", environment: "context.environment" }[kind];
  return key ? text(key as TextKey) : kind;
}

/** The mark. Environment entries and test fields name their own kind. */
export function linkMark({ kind, target }: RunLink): TemplateResult {
  const key = kinds[kind];
  return html`<span class="link-mark"
    >${key ? html`<span class="link-kind">${text(key)}</span> ` : ""}<bdi>${visible(target)}</bdi></span
  > `;
}
