/** The page for those who come from the vendor's tools: what it names is there, and what it says of the converter holds. */
import { readFileSync, writeFileSync } from "node:fs";
import { convertJUnitXMLToOctaneXML } from "@microfocus/alm-octane-test-result-convertion";
import { expect, test } from "vitest";
import { parsePayload, type TestRun } from "../src/index.js";
import { octanePayload } from "./support/command-line.js";
import { expectValidForLibxml2 } from "./support/payload-oracle.js";

const PAGE = readFileSync(new URL("../../docs/migration.md", import.meta.url), "utf8");

/** Rows of tables: the cells of each. */
function rows(): string[][] {
  const lines = PAGE.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("|---"));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What several commands share is told apart from them. */
const TOPICS = ["links", "cases", "server"];

const OPTION = /`(?:convert )?(--?[a-z][\w-]*)/g;

test("every option and variable that is named for octane-payload stands in the help", async () => {
  const shared = TOPICS.map((topic) => ["help", topic]);
  const asked = [["--help"], ["submit", "--help"], ["convert", "--help"], ...shared];
  const helps = await Promise.all(asked.map((words) => octanePayload(words)));
  const help = helps.map(({ stdout }) => stdout).join("\n");
  const words = new Set(help.match(/--?[a-z][\w-]*|OCTANE_\w+/g));
  const ours = rows().flatMap((cells) => cells.slice(1));
  const named = ours.flatMap((cell) => [
    ...Array.from(cell.matchAll(OPTION), ([, option = ""]) => option),
    ...(cell.match(/OCTANE_\w+/g) ?? []),
  ]);
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !words.has(name))).toEqual([]);
});

const REPORT = `<testsuites><testsuite name="shop">
  <testcase classname="com.acme.CardTest" name="pays" time="1.734"/>
  <testcase classname="com.acme.CardTest" name="refuses" time="0.25"><failure type="E" message="no">at</failure></testcase>
  <testcase classname="plain" name="is slow"><skipped/></testcase>
</testsuite></testsuites>`;

const BUILD = { server_id: "ci-1", job_id: "web-shop-nightly", build_id: "42", job_name: "nightly" };

/** The code of the page, as a module in the checkout, which finds the built package. */
async function fromPage(): Promise<(xml: string, build: object) => Promise<{ payloads: string[] }>> {
  const [, code = ""] = /```js\n(.*?)```/s.exec(PAGE) ?? [];
  const file = new URL("../../target/migration-example.mjs", import.meta.url);
  writeFileSync(file, code);
  const module = (await import(/* @vite-ignore */ file.href)) as { convertToOctane: never };
  return module.convertToOctane;
}

const IDENTITY = ({ module = "", package: package_ = "", class: class_, name, status }: TestRun) =>
  [module, package_, class_, name, status].join(" | ");

test("the code of the page writes the tests, the build and the fields that the converter writes", async () => {
  const theirs = await parsePayload(convertJUnitXMLToOctaneXML(REPORT, BUILD));
  const [payload = ""] = (await (await fromPage())(REPORT, BUILD)).payloads;
  expectValidForLibxml2(new TextEncoder().encode(payload));
  const ours = await parsePayload(payload);
  expect((ours.runs as TestRun[]).map(IDENTITY)).toEqual((theirs.runs as TestRun[]).map(IDENTITY));
  expect(ours.context).toEqual(theirs.context);
});

test("the converter's durations are seconds, and ours milliseconds", async () => {
  const theirs = await parsePayload(convertJUnitXMLToOctaneXML(REPORT, BUILD));
  const [payload = ""] = (await (await fromPage())(REPORT, BUILD)).payloads;
  const ours = await parsePayload(payload);
  expect(theirs.runs.map(({ duration }) => duration)).toEqual([2, 0, 1]);
  expect(ours.runs.map(({ duration }) => duration)).toEqual([1734, 250, 0]);
});
