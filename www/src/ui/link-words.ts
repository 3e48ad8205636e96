/** The words for the kinds of link. */

import type { LinkKind } from "octane-payload";
import { type TextKey, text } from "../texts/index.js";

const kinds: Readonly<Record<LinkKind, TextKey>> = {
  suite: "context.suite",
  program: "link.program",
  release: "context.release.by",
  milestone: "link.milestone",
  backlogItems: "context.backlogItems",
  productAreas: "context.modules",
  testFields: "context.testFields",
  environment: "context.environment",
};

/** The words for a kind. */
export function linkWords(kind: LinkKind): string {
  const words = text(kinds[kind]);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
