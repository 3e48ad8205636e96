/**
 * Which language the page speaks: what the tester chose here before, else the first of the browser's that is known, else English.
 *
 * Owns the one thing that the page ever keeps in the browser's storage: the choice, once one was made.
 */

import { en } from "./en.js";
import type { Texts } from "./keys.js";

/** The languages, English first. */
export const languages = ["en", "de"] as const;

/** One of them. */
export type Language = (typeof languages)[number];

/** The name under which the choice is kept. */
const kept = "octane-payload-language";

/** The language to begin with. */
export function firstLanguage(preferred: readonly string[], storage: () => Storage): Language {
  return asLanguage(read(storage)) ?? firstKnown(preferred) ?? "en";
}

/** Keeps the choice where the browser lets a page keep anything. */
export function keepLanguage(language: Language, storage: () => Storage): void {
  tried(() => storage().setItem(kept, language));
}

/** The language of that name, when it is one of the page's. */
export function asLanguage(name: string | undefined): Language | undefined {
  return languages.find((language) => language === name);
}

/** The words of a language; those of every language but English are fetched once it is spoken. */
export async function textsIn(language: Language): Promise<Texts> {
  return language === "de" ? (await import("./de.js")).de : en;
}

function firstKnown(preferred: readonly string[]): Language | undefined {
  const names = preferred.map((tag) => tag.toLowerCase().split("-")[0]);
  return names.map(asLanguage).find((language) => language !== undefined);
}

function read(storage: () => Storage): string | undefined {
  return tried(() => storage().getItem(kept)) ?? undefined;
}

/** A browser that keeps nothing says so by throwing, already when it is asked for its storage. */
function tried<Value>(access: () => Value): Value | undefined {
  try {
    return access();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
