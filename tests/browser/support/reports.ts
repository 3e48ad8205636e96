/** Reports to drop: our own, small and telling, and a few real ones where the reference material is present. */

import { readFileSync } from "node:fs";
import { sharedText } from "../../../pkg/test/support/shared.js";

/** A report by its name. */
export interface ReportFile {
  readonly name: string;
  readonly text: string;
}

/** A real report of Vitest: 6 cases, passed, failed and skipped. */
export const calculator: ReportFile = {
  name: "calculator.xml",
  text: readFileSync(new URL("../../fixtures/vitest/4.1.12/report.xml", import.meta.url), "utf8"),
};

/** Real reports of other tools, by their path in the reference material. */
const realPaths = [
  "corpus/dorny__test-reporter/__tests__/fixtures/external/jest/jest-test-results.xml",
  "corpus/dorny__test-reporter/__tests__/fixtures/external/java/junit4-complete.xml",
];

/** The real reports that are present, and the paths of those that are not. */
export function realReports(): { present: ReportFile[]; absent: string[] } {
  const found = realPaths.map((path) => ({ path, text: sharedText(path) }));
  return {
    present: found.flatMap(({ path, text }) => (text === undefined ? [] : [{ name: nameOf(path), text }])),
    absent: found.flatMap(({ path, text }) => (text === undefined ? [path] : [])),
  };
}

/** A report with as many passing cases as asked for. */
export function manyCases(count: number): ReportFile {
  const cases = Array.from(
    { length: count },
    (_, index) => `<testcase classname="a.B" name="case ${index + 1}"/>`,
  );
  return { name: "many.xml", text: `<testsuite name="many">${cases.join("\n")}</testsuite>` };
}

/** A report whose second case has a name of 256 characters, one more than the schema allows; it is shortened. */
export const tooLong: ReportFile = {
  name: "too-long.xml",
  text: `<testsuite>\n<testcase classname="a.B" name="short"/>\n<testcase classname="a.B" name="${"n".repeat(256)}"/>\n</testsuite>`,
};

/** A payload with a faulty duration in its seventh line; the page must show the schema's words about that line. */
export const faultyPayload: ReportFile = {
  name: "faulty.xml",
  text: [
    "<test_result>",
    "  <product_areas>",
    '    <product_area_ref id="1401"/>',
    "  </product_areas>",
    "  <test_runs>",
    '    <test_run name="one" duration="1" status="Passed"/>',
    '    <test_run name="two" duration="0.8" status="Passed"/>',
    "  </test_runs>",
    "</test_result>",
  ].join("\n"),
};

/** A payload whose one run has a release of its own, 1102. */
export const ownRelease: ReportFile = {
  name: "own-release.xml",
  text: [
    "<test_result><test_runs>",
    '<test_run name="one" duration="1" status="Passed"><release_ref id="1102"/></test_run>',
    "</test_runs></test_result>",
  ].join("\n"),
};

/** Files that are no reports, each with the words that must be said about it. */
export const badFiles: readonly (ReportFile & { readonly says: RegExp; readonly place?: RegExp })[] = [
  { name: "notes.txt", text: "These are my notes, not a report.", says: /not|XML/i },
  {
    name: "cut-off.xml",
    text: '<testsuite>\n<testcase name="one"/>\n<testcase name="two"><failure>and th',
    says: /cut off/,
    place: /line 3/,
  },
  { name: "empty.xml", text: "", says: /empty|XML|no /i },
  { name: "other.xml", text: "<catalogue><book/></catalogue>", says: /report|format|recogni/i },
];

/** A report with so many cases, every tenth of which failed; the page makes it. */
export function manyRuns(total: number): DataTransfer {
  const suites = Array.from({ length: Math.ceil(total / 1000) }, (_, suite) => {
    const cases = Array.from({ length: Math.min(1000, total - suite * 1000) }, (_, index) => {
      const name = `case ${suite * 1000 + index + 1}`;
      const failed = index % 10 === 9 ? '<failure message="no"/>' : "";
      return `<testcase classname="com.acme.Suite${suite}" name="${name}" time="0.001">${failed}</testcase>`;
    });
    return `<testsuite name="s${suite}">${cases.join("\n")}</testsuite>\n`;
  });
  const data = new DataTransfer();
  data.items.add(new File(["<testsuites>", ...suites, "</testsuites>"], "many.xml"));
  return data;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
