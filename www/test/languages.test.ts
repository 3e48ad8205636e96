/** The languages beside each other, and every word in one of them. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { de } from "../src/texts/de.js";
import { en } from "../src/texts/en.js";
import { speak, text, writtenDuration, writtenNumber } from "../src/texts/index.js";
import type { TextKey } from "../src/texts/keys.js";
import { firstLanguage, keepLanguage } from "../src/texts/language.js";
import type { Message } from "../src/texts/message.js";
import { wordsIn } from "./support/template-words.js";

const keys = Object.keys(en) as TextKey[];
const sources = import.meta.glob<string>("../src/**/*.ts", { query: "?raw", import: "default", eager: true });
const templates = Object.entries(sources).filter(([file]) => file.startsWith("../src/ui/"));

function formsOf(message: Message): string[] {
  return typeof message === "string" ? [message] : [message.one, message.other];
}

/** The placeholders of every form of a message. */
function placeholders(message: Message): string[] {
  const names = formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []);
  return [...new Set(names)].sort();
}

test("German has the keys of English, in the same order, and no other", () => {
  expect(Object.keys(de)).toEqual(keys);
});

test("a message has the same placeholders in both languages", () => {
  for (const key of keys) expect([key, placeholders(de[key])]).toEqual([key, placeholders(en[key])]);
});

test("a message with two forms has them in both languages", () => {
  for (const key of keys) expect([key, typeof de[key]]).toEqual([key, typeof en[key]]);
});

test("no message is empty, and none stands at its edge on a space", () => {
  for (const message of [...Object.values<Message>(en), ...Object.values(de)])
    for (const form of formsOf(message)) expect(form).toMatch(/^\S(.*\S)?$/s);
});

test("German is written in German signs: its quotation marks, its dash, and an ellipsis after a space", () => {
  for (const form of Object.values(de).flatMap(formsOf)) expect(form).not.toMatch(/["']|\.\.\.| - |\w…/);
});

test("every message is used by the page", () => {
  const code = Object.entries(sources).filter(([file]) => !/\/texts\/(en|de)(-\w+)?\.ts$/.test(file));
  const frame = readFileSync(new URL("../index.html", import.meta.url), "utf8");
  const all = [frame, ...code.map(([, source]) => source)].join("\n");
  const families = [...all.matchAll(/`([\w.-]*)\$\{[^}`]+\}([\w.-]*)`/g)].filter(([, start]) => start !== "");
  const isMade = (key: string) =>
    families.some(([, start = "", end = ""]) => key.startsWith(start) && key.endsWith(end));
  const unused = keys.filter((key) => !all.includes(`"${key}"`) && !isMade(key) && !isDescribed(key));
  expect(unused).toEqual([]);
});

/** `x.next` and `x.hint` go with a key that is itself in use. */
function isDescribed(key: string): boolean {
  return /\.(next|hint)$/.test(key);
}

test.each(templates)("%s has no word of its own outside the catalogue", (_, source) => {
  expect(wordsIn(source)).toEqual([]);
});

test("the scan of templates finds words between tags, in labels, and in templates inside of expressions", () => {
  const inner = 'html`<b>you</b>` : text("x")';
  const source = `html\`<p class="note" aria-label="Loud">Hello $\{isThere ? ${inner}}</p>\``;
  expect(wordsIn(source)).toEqual(["you", "Hello", "Loud"]);
});

test("numbers, plurals and lengths of time are written as German writes them", async () => {
  await speak("de");
  expect(text("summary.reports", { count: 1 })).toBe("1 Lauf");
  expect(text("summary.reports", { count: 12345 })).toBe("12.345 Läufe");
  expect(writtenNumber(1234567.5)).toBe("1.234.567,5");
  expect(writtenDuration(1500)).toBe("1,5 s");
  await speak("en");
  expect(writtenNumber(1234567.5)).toBe("1,234,567.5");
});

test.each([
  [["de-AT", "en"], "de"],
  [["fr", "de", "en"], "de"],
  [["en-GB", "de"], "en"],
  [["fr"], "en"],
  [[], "en"],
])("a browser that prefers %j is spoken to in %s", (preferred, language) => {
  expect(firstLanguage(preferred, () => storageWith(null))).toBe(language);
});

test("the language that was chosen goes before the browser's, and a name that is none is passed over", () => {
  expect(firstLanguage(["en"], () => storageWith("de"))).toBe("de");
  expect(firstLanguage(["de"], () => storageWith("klingon"))).toBe("de");
});

test("a browser that keeps nothing is spoken to all the same", () => {
  const refuse = () => {
    throw new DOMException("no storage here", "SecurityError");
  };
  expect(firstLanguage(["de"], refuse)).toBe("de");
  expect(() => keepLanguage("de", refuse)).not.toThrow();
});

function storageWith(kept: string | null): Storage {
  return { getItem: () => kept } as unknown as Storage;
}
