/** From bytes to lines, and from a place in a report to the lines around it. */

import { describe, expect, test } from "vitest";
import { linesAround } from "../src/payload-text.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("reports", () => {
  const lines = Array.from({ length: 40_000 }, (_, index) => `<case name="${index + 1} é"/>`);
  const text = lines.join("\n");
  const placeOf = (line: number) => ({
    line,
    offset: bytes(lines.slice(0, line - 1).join("\n")).length + (line > 1 ? 1 : 0),
  });

  test.each([1, 2, 9_999, 40_000])("the lines around line %i carry the right numbers", async (line) => {
    const found = await linesAround(new Blob([text]), placeOf(line));
    expect(found.lines[line - found.first]).toBe(lines[line - 1]);
    expect(found.whole).toBe(false);
    expect(found.caret).toEqual({ line: line - found.first, column: 0 });
    const before = text
      .split("\n")
      .slice(0, found.first - 1)
      .join("\n");
    expect(found.from).toBeGreaterThanOrEqual(bytes(before).length);
  });

  test("a byte order mark is not counted", async () => {
    const found = await linesAround(new Blob([new Uint8Array([0xef, 0xbb, 0xbf]), "<a>\n<b/>"]), {
      line: 2,
      offset: 4,
    });
    expect(found).toMatchObject({ first: 1, lines: ["<a>", "<b/>"], whole: true });
  });

  test.each([
    ["utf-16le", [0xff, 0xfe], 0],
    ["utf-16be", [0xfe, 0xff], 1],
  ])("a report in %s is decoded whole", async (_, mark, low) => {
    const units = [..."<a>\né"].flatMap((character) => {
      const unit = character.charCodeAt(0);
      return low === 0 ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
    });
    const found = await linesAround(new Blob([new Uint8Array([...mark, ...units])]), { line: 2, offset: 4 });
    expect(found).toMatchObject({ first: 1, lines: ["<a>", "é"], whole: true });
  });

  test("a place in the middle of a line shows the line whole", async () => {
    const found = await linesAround(new Blob(["one two\nthree"]), { line: 1, offset: 4 });
    expect(found).toMatchObject({ first: 1, lines: ["one two", "three"], whole: true });
    expect(found.caret).toEqual({ line: 0, column: 4 });
  });
});
