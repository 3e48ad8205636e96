/** From bytes to lines, and from a place in a report to the lines around it. */

import { describe, expect, test } from "vitest";
import { firstLineFor, linesAround, linesOfPart } from "../src/payload-text.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("parts", () => {
  test("a part is cut into lines once", () => {
    const part = bytes("<a>\n  <ü/>\n</a>\n");
    expect(linesOfPart(part)).toEqual({ first: 1, lines: ["<a>", "  <ü/>", "</a>", ""], whole: true });
    expect(linesOfPart(part)).toBe(linesOfPart(part));
  });

  test.each([
    [1, 1],
    [200, 1],
    [500, 300],
  ])("line %i is shown from line %i on", (line, first) => {
    expect(firstLineFor(line)).toBe(first);
  });
});

describe("reports", () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `<case name="${index + 1} é"/>`);
  const text = lines.join("\n");
  const placeOf = (line: number) => ({
    line,
    offset: bytes(lines.slice(0, line - 1).join("\n")).length + (line > 1 ? 1 : 0),
  });

  test.each([1, 2, 9_999, 20_000])("the lines around line %i carry the right numbers", async (line) => {
    const found = await linesAround(new Blob([text]), placeOf(line));
    expect(found.lines[line - found.first]).toBe(lines[line - 1]);
    expect(found.whole).toBe(false);
  });

  test("a byte order mark is not counted", async () => {
    const found = await linesAround(new Blob([new Uint8Array([0xef, 0xbb, 0xbf]), "<a>\n<b/>"]), {
      line: 2,
      offset: 4,
    });
    expect(found).toEqual({ first: 1, lines: ["<a>", "<b/>"], whole: true });
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
    expect(found).toEqual({ first: 1, lines: ["<a>", "é"], whole: true });
  });

  test("a place in the middle of a line shows the line whole", async () => {
    const found = await linesAround(new Blob(["one two\nthree"]), { line: 1, offset: 4 });
    expect(found).toEqual({ first: 1, lines: ["one two", "three"], whole: true });
  });
});
