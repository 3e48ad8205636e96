/** What is marked at a place in a line. */

import { expect, test } from "vitest";
import { endOfPlace } from "../src/editor/place-mark.js";

test.each([
  ['<case name="a"/><case/>', 0, '<case name="a"/>'],
  ['<case name="a"/>', 11, '"a"'],
  ['<case name="a b" id="c"/>', 12, "a b"],
  ['<case name="a b" id="c"/>', 16, " "],
  ['<case name="" id="c"/>', 12, ""],
  ["<case name='it is \"on\"'/>", 12, 'it is "on"'],
  ['<case name="a"/>', 14, "/"],
  ['<case name="cut off', 12, "cut off"],
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
