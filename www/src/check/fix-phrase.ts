/** What is said of a fix. */

import { type Phrase, type TextKey, text } from "../texts/index.js";
import type { FixOnTrial } from "./state.js";

/** The message that names a fix: in the core's words, or in the page's where it is all that are safe. */
export function fixPhrase(key: TextKey, { description }: Pick<FixOnTrial, "description">): Phrase {
  if (description === undefined) return { key, values: { description: text("fix.all-safe") } };
  return { key, english: { description } };
}
