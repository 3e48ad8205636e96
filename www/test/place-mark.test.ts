/** What is marked at a place in a line. */

import { expect, test } from "vitest";
import { endOfPlace } from "../src/editor/place-mark.js";

test.each([
  ['<case name="a"/><case/>', 0, '<case name="a"/>'],
  ['<case name="a"/>', 11, '"a"'],
  ['{"status":"odd","x":1}', 10, '"odd"'],
  ["not ok 1 - adds", 4, "ok"],
  ["one  two", 3, " "],
  ["end", 3, ""],
  ["<cut off", 0, "<cut off"],
])("in %j from %i it is %j", (line, from, marked) => {
  expect(line.slice(from, endOfPlace(line, from))).toBe(marked);
});

test("of a value of a megabyte it is the beginning", () => {
  expect(endOfPlace(`"${"a".repeat(1_000_000)}"`, 0)).toBe(120);
});
