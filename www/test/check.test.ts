/** The Check step without a page: the changes that a fix makes, the text in the editor, and the element at the caret. */

import { applyFixes, checkPayload } from "octane-payload";
import { describe, expect, test } from "vitest";
import { diff } from "../src/check/diff.js";
import { elementAt } from "../src/editor/path.js";
import { shownText } from "../src/editor/shown-text.js";

describe("a comparison", () => {
  const signs = { same: " ", out: "-", in: "+" };
  const shown = (before: string, after: string) =>
    diff(before, after).map(
      ({ first, lines }) => `${first}:${lines.map(({ kind, text }) => signs[kind] + text).join("|")}`,
    );

  test.each([
    ["equal texts", "a\nb", "a\nb", []],
    ["a changed line", "a\nb\nc\nd\ne", "a\nb\nC\nd\ne", ["1: a| b|-c|+C| d| e"]],
    ["a new line", "a\nb", "a\nnew\nb", ["1: a|+new| b"]],
    ["a line less", "a\nold\nb", "a\nb", ["1: a|-old| b"]],
    ["a new end", "a", "a\nb", ["1: a|+b"]],
    [
      "changes far from each other",
      "a\n1\n2\n3\n4\n5\n6\nb",
      "A\n1\n2\n3\n4\n5\n6\nB",
      ["1:-a|+A| 1| 2", "6: 5| 6|-b|+B"],
    ],
    ["changes close together", "a\n1\n2\nb", "A\n1\n2\nB", ["1:-a|+A| 1| 2|-b|+B"]],
  ])("of %s", (_, before, after, expected) => {
    expect(shown(before, after)).toEqual(expected);
  });

  test("of what differs as a whole is one change", () => {
    const lines = (sign: string) => Array.from({ length: 1000 }, (_, index) => `${sign}${index}`).join("\n");
    expect(diff(lines("a"), lines("b"))).toHaveLength(1);
  });

  test("of a payload and what fixes make of it tells the attribute", async () => {
    const payload =
      '<test_result>\n<test_runs>\n<test_run name="a" duration="1" status="passed"/>\n</test_runs>\n</test_result>';
    const { diagnostics } = await checkPayload(payload);
    expect(diagnostics.map(({ fix }) => fix?.safe)).toEqual([true]);
    const { document } = await applyFixes(payload);
    const changed = diff(payload, document).flatMap(({ lines }) => lines.filter(({ kind }) => kind === "in"));
    expect(changed).toEqual([{ kind: "in", text: '<test_run name="a" duration="1" status="Passed"/>' }]);
  });
});

describe("the element at a position", () => {
  const payload = `<?xml version="1.0"?>
<test_result><release_ref id="1"/>
<test_runs><test_run name="a > b" status="Passed"><error>no</error></test_run>
<test_run name="second"/></test_runs></test_result>`;
  const at = (words: string) => elementAt(payload, payload.indexOf(words));
  const run = ["test_result", "test_runs", "test_run"];

  test.each([
    ["xml version", undefined],
    ["test_result>", { path: ["test_result"] }],
    ['"1"/', { path: ["test_result", "release_ref"], attribute: "id" }],
    ["status", { path: run, attribute: "status" }],
    ["no<", { path: [...run, "error"] }],
    ["second", { path: run, attribute: "name" }],
    ["/test_result>", { path: ["test_result"] }],
  ])("%s", (words, expected) => {
    expect(at(words)).toEqual(expected);
  });

  test("is known in a text that begins in the middle of a payload, from the next run on", () => {
    const middle = payload.slice(payload.indexOf("no<"));
    expect(elementAt(middle, middle.indexOf("second"))?.path).toEqual(run);
    expect(elementAt(middle, middle.indexOf("/test_runs"))?.path).toEqual(["test_result", "test_runs"]);
  });
});

describe("the text in the editor", () => {
  const lines = (all: readonly string[], line: number, column: number) =>
    shownText({ first: 1, lines: all, whole: true, from: 0, to: 0, size: 0, caret: { line, column } });

  test("has its place where it was", () => {
    expect(lines(["one", "two"], 1, 2)).toEqual({ text: "one\ntwo", caret: 6 });
  });

  test("has a very long line cut around the place", () => {
    const long = `${"a".repeat(1e6)}X${"b".repeat(1e6)}`;
    const { text, caret } = lines(["one", long], 1, 1e6);
    expect(text.length).toBeLessThan(6000);
    expect(text[caret]).toBe("X");
  });
});
