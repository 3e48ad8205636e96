/** Text from elsewhere, as it is shown. */

import { expect, test } from "vitest";
import { visible } from "../src/visible-text.js";

test.each([
  ["plain text, with a tab\tand a break\n", "plain text, with a tab\tand a break\n"],
  ["pay\u202egpj.exe", "pay⟨U+202E⟩gpj.exe"],
  ["\u2066a\u2069\u200e", "⟨U+2066⟩a⟨U+2069⟩⟨U+200E⟩"],
  ["nul\u0000, escape\u001b[31m", "nul⟨U+0000⟩, escape⟨U+001B⟩[31m"],
  ["a tag that nobody sees\u{e0041}", "a tag that nobody sees⟨U+E0041⟩"],
  ["a family 👨‍👩‍👧 and नमस्ते", "a family 👨‍👩‍👧 and नमस्ते"],
])("%j is shown as %j", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

test("a text of a megabyte is cut", () => {
  expect(visible("x".repeat(1e6))).toBe(`${"x".repeat(400)}…`);
});
