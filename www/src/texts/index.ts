/**
 * The page's words by key: `text("files.count", { count: 3 })`.
 *
 * Owns how a message is put together. The words themselves stand in one file per language.
 */

import { en } from "./en.js";
import type { TextKey, Texts } from "./keys.js";
import { type Language, textsIn } from "./language.js";

export type { TextKey, Texts };

/** What a message is filled with. Numbers are written as the language writes them. */
export type Values = Readonly<Record<string, string | number>>;

/** A message that is yet to be put together, so that it can be said in whatever language is spoken by then. */
export interface Phrase {
  readonly key: TextKey;
  readonly values?: Values | undefined;
  /** What fills it in English whatever language is spoken: words of the core or of the browser. */
  readonly english?: Readonly<Record<string, string>> | undefined;
}

/** A piece of a message. */
export interface PhrasePiece {
  readonly words: string;
  readonly isEnglish: boolean;
}

interface Spoken {
  readonly language: Language;
  readonly texts: Texts;
  readonly plural: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
}

let spoken = speaking("en", en);

/** Speaks a language from now on; what is drawn already has to be drawn again. */
export async function speak(language: Language): Promise<void> {
  spoken = speaking(language, await textsIn(language));
}

/** The language that is spoken. */
export function spokenLanguage(): Language {
  return spoken.language;
}

function speaking(language: Language, texts: Texts): Spoken {
  return {
    language,
    texts,
    plural: new Intl.PluralRules(language),
    numbers: new Intl.NumberFormat(language),
  };
}

/** The message of `key`, filled with `values`. */
export function text(key: TextKey, values: Values = {}): string {
  return templateOf(key, values).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => written(values[name]) ?? whole,
  );
}

/** A message in pieces, so that its English words can be marked. */
export function phrasePieces({ key, values = {}, english = {} }: Phrase): PhrasePiece[] {
  const pieces = templateOf(key, values)
    .split(/(\{\w+\})/)
    .filter(Boolean);
  return pieces.map((piece) => {
    const name = /^\{(\w+)\}$/.exec(piece)?.[1] ?? "";
    const words = english[name];
    if (words !== undefined) return { words, isEnglish: true };
    return { words: written(values[name]) ?? piece, isEnglish: false };
  });
}

function templateOf(key: TextKey, values: Values): string {
  const message = spoken.texts[key];
  return typeof message === "string" ? message : message[formOf(values.count)];
}

/** Whether there is a message of that key. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(spoken.texts, key);
}

/** A number as the language writes it. */
export function writtenNumber(value: number): string {
  return spoken.numbers.format(value);
}

/** A length of time, from milliseconds to minutes, in the unit that reads best. */
export function writtenDuration(milliseconds: number): string {
  if (Math.abs(milliseconds) < 1000) return text("duration.ms", { value: milliseconds });
  if (Math.abs(milliseconds) < 60_000) return text("duration.s", { value: rounded(milliseconds / 1000, 2) });
  return text("duration.min", { value: rounded(milliseconds / 60_000, 1) });
}

/** A number of bytes, in the unit that reads best. */
export function writtenSize(bytes: number): string {
  const unit = bytes < 1_000_000 ? "kilobyte" : "megabyte";
  const value = bytes / (unit === "kilobyte" ? 1000 : 1_000_000);
  const maximumFractionDigits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(spoken.language, { style: "unit", unit, maximumFractionDigits }).format(value);
}

/** A day and a time of it. */
export function writtenDate(milliseconds: number): string {
  const form = new Intl.DateTimeFormat(spoken.language, { dateStyle: "medium", timeStyle: "medium" });
  return Number.isFinite(new Date(milliseconds).getTime()) ? form.format(milliseconds) : String(milliseconds);
}

/** A moment that a server wrote; one that is written in another way than ISO 8601 stays as it is. */
export function writtenMoment(moment: string): string {
  const milliseconds = Date.parse(moment.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(milliseconds) ? moment : writtenDate(milliseconds);
}

function formOf(count: string | number | undefined): "one" | "other" {
  return typeof count === "number" && spoken.plural.select(count) === "one" ? "one" : "other";
}

function written(value: string | number | undefined): string | undefined {
  return typeof value === "number" ? writtenNumber(value) : value;
}

function rounded(value: number, maximumFractionDigits: number): string {
  return new Intl.NumberFormat(spoken.language, { maximumFractionDigits }).format(value);
}
