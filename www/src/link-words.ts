/** The words for the kinds of links. */

import type { LinkKind } from "octane-payload";
import { type TextKey, text } from "./texts/index.js";

const names: Readonly<Record<LinkKind | "build", TextKey>> = {
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

const headings: Readonly<Record<LinkKind, TextKey>> = {
  suite: "context.suite",
  program: "link.program",
  release: "context.release.by",
  milestone: "link.milestone",
  backlogItems: "context.backlogItems",
  productAreas: "context.modules",
  testFields: "context.testFields",
  environment: "context.environment",
};

/** What one link of a kind is called, beside its value. */
export function linkName(kind: LinkKind | "build"): string {
  return text(names[kind]);
}

/** What a kind is called by itself. */
export function linkHeading(kind: LinkKind): string {
  const words = text(headings[kind]);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
