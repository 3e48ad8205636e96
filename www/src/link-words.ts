/** The words for the kinds of links. */

import type { LinkKind } from "octane-payload";
import { type TextKey, text } from "./texts/index.js";

const kinds: Readonly<Record<LinkKind | "build", TextKey>> = {
  suite: "link.suite",
  program: "link.program",
  release: "link.release",
  milestone: "link.milestone",
  backlogItems: "link.backlogItem",
  productAreas: "link.module",
  testFields: "context.testFields",
  environment: "context.environment",
  build: "context.build",
};

/** A kind in words. */
export function linkName(kind: LinkKind | "build"): string {
  return text(kinds[kind]);
}
