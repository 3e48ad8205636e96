/** Real reports, counted and validated by libxml2: every case goes in and comes out, or is named. */

import { ParseOption, XmlDocument } from "libxml2-wasm";
import { expect, test } from "vitest";
import { convert } from "../src/index.js";
import { type CorpusFile, corpus } from "./support/corpus.js";
import { libxml2Oracle } from "./support/libxml2.js";
import { sharedText } from "./support/shared.js";

const FILES = corpus() ?? [];
const SCHEMA = sharedText("octane/xsd/test-results-2025-04.xsd");
const CASES = "//*[local-name()='testcase']";
const JUNIT_ROOTS = ["testsuites", "testsuite", "testcase"];
/** Markup that is not well-formed and loses nothing is read, with a warning at its place. */
const MENDED = "unescaped-markup";
const LONG = 120_000;

/** Without the material a test says in its name that it checks nothing. */
const named = (fact: string) =>
  SCHEMA === undefined ? `left out, because ../shared is absent: ${fact}` : fact;

interface Row {
  file: string;
  format: string;
  cases: number;
  runs: number;
  dropped: number;
  notes: string;
}

/** What libxml2 makes of a report: its root and how many test cases it holds; undefined where it is not well-formed. */
function seen({ bytes }: CorpusFile): { root: string; cases: number } | undefined {
  try {
    const document = XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_HUGE });
    try {
      const root = document.root.name;
      return { root, cases: document.find(CASES).length };
    } finally {
      document.dispose();
    }
  } catch {
    return undefined;
  }
}

async function account(file: CorpusFile) {
  const { inputs, parts, diagnostics } = await convert({ name: file.name, content: file.bytes });
  const [input] = inputs;
  if (input === undefined) throw new Error("one input has one account");
  return { input, parts, diagnostics };
}

test(
  named("every test case of the corpus becomes a run in a payload that the real schema accepts, or is named"),
  async () => {
    if (SCHEMA === undefined) return;
    const oracle = libxml2Oracle(SCHEMA);
    const rows: Row[] = [];
    for (const file of FILES) {
      const { input, parts, diagnostics } = await account(file);
      if (input.format === "unknown") continue;
      const xml = seen(file);
      if (xml !== undefined && JUNIT_ROOTS.includes(xml.root)) {
        expect(input, file.name).toMatchObject({ format: "junit", cases: xml.cases, dropped: 0 });
      }
      expect(input.runs + input.dropped, file.name).toBe(input.cases);
      expect(parts.reduce((sum, part) => sum + part.runs, 0)).toBe(input.runs);
      for (const part of parts) {
        expect(part, file.name).toMatchObject({ valid: true, diagnostics: [] });
        expect(oracle.check(new TextDecoder().decode(part.bytes)), file.name).toEqual({
          valid: true,
          messages: [],
        });
      }
      const notes = [...new Set(diagnostics.map(({ code }) => code))].join(" ");
      const { format, cases, runs, dropped } = input;
      rows.push({ file: file.name, format, cases, runs, dropped, notes });
    }
    oracle.dispose();
    process.stdout.write(table(rows));
    expect(rows.length).toBeGreaterThan(350);
  },
  LONG,
);

test(named("every file that is not well-formed gets a message with its place"), async () => {
  if (SCHEMA === undefined) return;
  const broken = FILES.filter((file) => file.name.endsWith(".xml") && seen(file) === undefined);
  for (const file of broken) {
    const { input, diagnostics } = await account(file);
    expect(input.runs + input.dropped, file.name).toBe(input.cases);
    const places = diagnostics.filter(
      ({ severity, code, line }) => (severity === "error" || code === MENDED) && line !== undefined,
    );
    expect(places.length, `${file.name}: ${JSON.stringify(diagnostics)}`).toBeGreaterThan(0);
  }
  expect(broken.length).toBeGreaterThan(3);
});

function table(rows: Row[]): string {
  const cell = (value: number) => String(value).padStart(7);
  const line = (row: Row) =>
    `${cell(row.cases)}${cell(row.runs)}${cell(row.dropped)}  ${row.format}  ${row.file}  ${row.notes}`;
  const sum = (key: "cases" | "runs" | "dropped") => cell(rows.reduce((total, row) => total + row[key], 0));
  const total = `${sum("cases")}${sum("runs")}${sum("dropped")}  ${rows.length} reports`;
  return `\n  cases   runs  lost  format  report  notes\n${rows.map(line).join("\n")}\n${total}\n`;
}
