/** How messages are put together. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../src/texts/en.js";
import { text, writtenDuration, writtenMoment, writtenSize } from "../src/texts/index.js";

test.each([
  [1, "1 run"],
  [2, "2 runs"],
  [1234567, "1,234,567 runs"],
])("%i has its own form and its own digits", (count, expected) => {
  expect(text("summary.reports", { count })).toBe(expected);
});

test("a value is put in as it is, whatever it looks like", () => {
  expect(text("files.remove", { name: "$& {count} <b>" })).toBe("Remove $& {count} <b>");
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1500, "1.5 s"],
  [90_000, "1.5 min"],
])("%i milliseconds read %s", (milliseconds, expected) => {
  expect(writtenDuration(milliseconds)).toBe(expected);
});

test.each([
  [540, "0.5 kB"],
  [1800, "1.8 kB"],
  [25_000_000, "25 MB"],
])("%i bytes read %s", (bytes, expected) => {
  expect(writtenSize(bytes)).toBe(expected);
});

test("every text of the page's frame stands in the catalogue, word for word", () => {
  const frame = readFileSync(new URL("../index.html", import.meta.url), "utf8");
  const texts = [...frame.matchAll(/data-text="([^"]+)">([^<]*)</g)];
  expect(texts).toHaveLength(7);
  for (const [, key, words] of texts) expect(en).toHaveProperty([key ?? ""], words);
});

test("a moment of a server is written as the language writes it, and stays as it is where it is none", () => {
  expect(writtenMoment("2026-12-07T12:00:00+0000")).toContain("Dec 7, 2026");
  expect(writtenMoment("in a while")).toBe("in a while");
});
