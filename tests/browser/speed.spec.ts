/** How soon the page is there and how much it loads first; `npm run bench -- page` tells the figures. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { measured } from "./support/measured.js";
import { manyCases, manyRuns } from "./support/reports.js";
import { expect, test } from "./support/test.js";

/** Most JavaScript of the first screen, in bytes as brotli has them. */
const mostScript = 60_000;

/** Longest way from a report of 1,000 cases to its findings in the worker, in milliseconds. */
const toFindings = 100;

const built = fileURLToPath(new URL("../../pkg/page/", import.meta.url));

test("the first screen needs less than 60 kB of JavaScript, and the editor none of it", () => {
  const page = readFileSync(`${built}index.html`, "utf8");
  const entries = [...page.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, path]) => path ?? "");
  const first = new Set<string>();
  for (const entry of entries) addWithImports(entry.replace("assets/", ""), first);
  const bytes = [...first].map((file) => brotliCompressSync(readFileSync(`${built}assets/${file}`)).length);
  const sum = bytes.reduce((total, each) => total + each, 0);
  measured(`first screen: ${sum} bytes of JavaScript`);
  expect(entries).not.toEqual([]);
  expect([...first].filter((file) => file.startsWith("editor"))).toEqual([]);
  expect(readdirSync(`${built}assets`).some((file) => file.startsWith("editor"))).toBe(true);
  expect(sum).toBeLessThan(mostScript);
});

/** A script and what it imports at once. */
function addWithImports(file: string, known: Set<string>): void {
  if (known.has(file)) return;
  known.add(file);
  const script = readFileSync(`${built}assets/${file}`, "utf8");
  for (const [, path = ""] of script.matchAll(
    /(?:^|[;}\s])import\s*(?:[^"'();]*?from\s*)?["']\.\/([^"']+)["']/g,
  ))
    addWithImports(path, known);
}

test("from a cold cache the page is painted and ready", async ({ page, house }) => {
  await page.goto(house.url);
  await page.locator("#choose-files").waitFor({ state: "attached" });
  const times = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return { painted: paint?.startTime ?? Number.NaN, ready: performance.now() };
  });
  const words = `first paint ${Math.round(times.painted)} ms, ready ${Math.round(times.ready)} ms`;
  measured(words);
  expect(times.painted, words).toBeLessThan(5000);
});

test("1,000 cases come to their findings in the worker in less than 100 ms", async ({
  tester,
  page,
  context,
}) => {
  const { text } = manyCases(1000);
  await tester.drop({ name: "warm.xml", text: manyCases(10).text });
  await tester.sees("warm.xml", 10);
  const [worker] = page.workers();
  if (!worker) throw new Error("the page has a worker");
  const converted = await worker.evaluate(converting, text);
  const parsed = await (await context.newPage()).evaluate(parsing, text);
  const words = `1,000 cases: ${converted.toFixed(1)} ms to findings, ${parsed.toFixed(1)} ms to be parsed by DOMParser`;
  measured(words);
  expect(converted, words).toBeLessThan(toFindings);
});

/** Runs of the table that is measured. */
const runs = Number(process.env.BENCH_RUNS ?? 100_000);

test(`of ${runs.toLocaleString("en")} runs any window, and any that a filter lets through, are there at once`, async ({
  tester,
  page,
}) => {
  test.setTimeout(60_000 + runs / 5);
  await tester.goTo("Reports");
  await tester.dropMade(manyRuns, runs);
  await expect(page.getByText(`${runs.toLocaleString("en")} runs`, { exact: true }).first()).toBeVisible({
    timeout: 50_000 + runs / 6,
  });
  const [worker] = page.workers();
  if (!worker) throw new Error("the page has a worker");
  const asked = (filter: object, first: number) =>
    worker.evaluate(listing, { filter: { ...everyRun, ...filter }, first });
  const scrolled = await asked({}, runs / 2);
  const byStatus = await asked({ status: "Failed" }, 0);
  const byText = await asked({ text: `case ${runs - 1}` }, 0);
  const words = `${runs.toLocaleString("en")} runs: a window in ${scrolled.toFixed(0)} ms, failed ones in ${byStatus.toFixed(0)} ms, words in ${byText.toFixed(0)} ms`;
  measured(words);
  expect(scrolled, words).toBeLessThan(500);
  expect(Math.max(byStatus, byText), words).toBeLessThan(5000);
});

const everyRun = { text: "", status: "", file: "", finding: "" };

/** How long the worker takes for the rows of a window, in milliseconds. */
async function listing({ filter, first }: { filter: object; first: number }): Promise<number> {
  const scope = globalThis as unknown as {
    onmessage(event: { data: unknown }): void;
    postMessage(message: unknown): void;
  };
  const { postMessage } = scope;
  const start = performance.now();
  await new Promise((resolve) => {
    scope.postMessage = resolve;
    scope.onmessage({ data: { id: -1, call: "listRuns", request: { filter, first, count: 12 } } });
  });
  scope.postMessage = postMessage;
  return performance.now() - start;
}

/** The best of some conversions in the worker, in milliseconds, from the call to its answer. */
async function converting(text: string): Promise<number> {
  const scope = globalThis as unknown as {
    onmessage(event: { data: unknown }): void;
    postMessage(message: unknown): void;
  };
  const { postMessage } = scope;
  const reports = [{ name: "many.xml", content: new Blob([text]) }];
  const request = { reports, context: {}, linkPolicy: { default: "run-wins" }, cases: {} };
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round += 1) {
    const start = performance.now();
    await new Promise((resolve) => {
      scope.postMessage = (message) => "answer" in (message as object) && resolve(message);
      scope.onmessage({ data: { id: -1, call: "convert", request } });
    });
    best = Math.min(best, performance.now() - start);
  }
  scope.postMessage = postMessage;
  return best;
}

/** The best of some plain parsings, in milliseconds. */
function parsing(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 10; round += 1) {
    const start = performance.now();
    new DOMParser().parseFromString(text, "text/xml");
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
