/** The runs of a conversion: what a filter lets through, which rows are in sight, and where each run comes from. */

import { convert } from "octane-payload";
import { describe, expect, test } from "vitest";
import { everyRun } from "../src/runs/messages.js";
import { RunIndex } from "../src/runs/run-index.js";
import { scanRuns, searchedWords } from "../src/runs/scan.js";
import { heightOf, rowAt, topOf } from "../src/runs/scroll.js";
import { filtered, firstRuns, movedTo, rowsInSight, scrolledTo, withWindow } from "../src/runs/state.js";

const long = "n".repeat(256);
const one = `<testsuite name="s">
<testcase classname="com.acme.Card" name="pays &lt;1&gt; &amp; more" time="0.5"/>
<testcase classname="com.acme.Card" name="fails"><failure message="no"/></testcase>
<testcase classname="com.acme.Card" name="${long}"/>
</testsuite>`;
const other = `<testsuite name="t"><testcase classname="org.Shop" name="sells"><skipped/></testcase></testsuite>`;

async function indexed(
  inputs = [["one.xml", one] as const, ["other.xml", other] as const],
): Promise<RunIndex> {
  const reports = inputs.map(([name, content]) => ({ name, content }));
  const { parts, ...summary } = await convert(reports, { runsPerPart: 2, origins: true });
  const index = new RunIndex();
  for (const part of parts) index.add(part, new Blob([part.bytes as BlobPart]));
  index.finish(summary);
  return index;
}

async function names(filter: Partial<typeof everyRun>): Promise<string[]> {
  const window = await (await indexed()).window({ filter: { ...everyRun, ...filter }, first: 0, count: 10 });
  return window.rows.map(({ name }) => name.slice(0, 5));
}

describe("a filter", () => {
  test("that says nothing lets every run of every part through, in their order", async () => {
    expect(await names({})).toEqual(["pays ", "fails", "nnnnn", "sells"]);
  });

  test.each([
    ["words in any case and of any field", { text: "CARD fails" }, ["fails"]],
    ["words with characters that XML escapes", { text: "<1> & more" }, ["pays "]],
    ["a status", { status: "Skipped" }, ["sells"]],
    ["a part of the report's name", { file: "OTHER" }, ["sells"]],
    ["any finding", { finding: "*" }, ["nnnnn"]],
    ["the code of a finding that no run has", { finding: "cvc-none" }, []],
    ["several of these at once", { text: "com.acme", status: "Failed", file: "one" }, ["fails"]],
    ["words that no run has", { text: "nowhere" }, []],
  ])("lets through by %s", async (_, filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });
});

describe("a run", () => {
  test("knows its report, its place there and in its part, and its findings", async () => {
    const details = await (await indexed()).details(2);
    expect(details).toMatchObject({ part: 1, partLine: 4, origin: { file: "one.xml", line: 4 } });
    expect(details?.findings.map(({ line }) => line)).toEqual([4]);
  });

  test("is found by a finding in its report and by one in its part", async () => {
    const index = await indexed();
    const [inReport] = (await index.details(2))?.findings ?? [];
    if (!inReport) throw new Error("the long name is a finding");
    expect(await index.runOf(inReport, undefined)).toBe(2);
    const inPart = { ...inReport, path: "/test_result/test_runs/test_run[2]/@name" };
    expect(await index.runOf(inPart, 1)).toBe(3);
  });

  test("beyond the last is none", async () => {
    expect(await (await indexed()).details(4)).toBeUndefined();
  });
});

test("a window near the end is moved so that it is full", async () => {
  const window = await (await indexed()).window({ filter: everyRun, first: 3, count: 3 });
  expect(window).toMatchObject({ first: 1, matches: 4, total: 4 });
  expect(window.rows.map(({ run }) => run)).toEqual([1, 2, 3]);
});

test("a scan reads plain and Gherkin runs, and takes a word it does not know for no status", () => {
  const payload = '<test_run class="A" name="B" status="Failed"/><gherkin_test_run name="C" status="Odd">';
  expect(scanRuns(payload)).toEqual({ statuses: Uint8Array.of(1, 4), names: "a.b\nc" });
  expect(searchedWords('  A<b "c" ')).toEqual(["a&lt;b", "&quot;c&quot;"]);
});

describe("the scroll bar", () => {
  const sizes = { rows: 1_000_000, inSight: 12, row: 52 };

  test("reaches the first and the last row of a million", () => {
    expect(rowAt(0, sizes)).toBe(0);
    expect(rowAt(heightOf(sizes) - 12 * 52, sizes)).toBe(999_988);
    expect(heightOf(sizes)).toBeLessThan(16_000_000);
  });

  test("comes back to the row that it was set to", () => {
    for (const first of [0, 1, 12_345, 999_987, 999_988])
      expect(rowAt(topOf(first, sizes), sizes)).toBe(first);
  });

  test("stands at the top of a table that needs none", () => {
    expect(rowAt(5, { ...sizes, rows: 3 })).toBe(0);
  });
});

describe("the rows in sight", () => {
  const window = { filter: everyRun, first: 0, count: rowsInSight, total: 100, rows: [], codes: [] };
  const full = withWindow(firstRuns, { ...window, matches: 100 });

  test("follow the keyboard, no further than needed", () => {
    expect(movedTo(full, 5)).toMatchObject({ active: 5, first: 0 });
    expect(movedTo(full, 12)).toMatchObject({ active: 12, first: 1 });
    expect(movedTo(full, Number.POSITIVE_INFINITY)).toMatchObject({ active: 99, first: 88 });
    expect(movedTo(full, Number.NEGATIVE_INFINITY)).toMatchObject({ active: 0, first: 0 });
  });

  test("never go past either end", () => {
    expect(scrolledTo(full, 1000).first).toBe(88);
    expect(scrolledTo(full, -5).first).toBe(0);
  });

  test("begin anew with a filter, and shrink with what it lets through", () => {
    expect(filtered(movedTo(full, 50), { text: "a" })).toMatchObject({ first: 0, active: 0 });
    expect(withWindow(movedTo(full, 50), { ...window, matches: 3 })).toMatchObject({ first: 0, active: 2 });
  });
});
