/**
 * A report of any size in the page: read in pieces by the worker, its parts kept by the browser, and the page at hand all the
 * while. `LARGE_REPORT_MB` makes it as large as `npm run bench -- page` has it.
 */

import { fileURLToPath } from "node:url";
import { expect, test } from "./support/test.js";

const megabytes = Number(process.env.LARGE_REPORT_MB ?? 20);

/** Longest task of the page's own thread, in milliseconds: what takes longer is felt as a freeze. */
const longest = 1000;

/** Most that the page itself may hold, in bytes, however large the report is. */
const mostHeap = 100e6;

test.setTimeout(60_000 + megabytes * 2_000);

test(`a report of ${megabytes} MB is converted, and the page answers meanwhile`, async ({ tester, page }) => {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ entryTypes: ["longtask"] });
  });
  const cases = await page.evaluate(dropReport, megabytes * 1e6);
  await expect(page.getByRole("progressbar")).toBeVisible();
  await tester.goTo("Context");
  await tester.goTo("Reports");
  await expect(tester.file("large.xml").getByRole("cell").nth(3)).toHaveText(cases.toLocaleString("en"), {
    timeout: 50_000 + megabytes * 1_500,
  });
  await tester.goTo("Check");
  const parts = Math.ceil(cases / 1000).toLocaleString("en");
  await expect(page.getByText(`Part 1 of ${parts}`).first()).toBeAttached();
  const { tasks, heap } = await page.evaluate(() => {
    const { tasks, performance } = globalThis as unknown as {
      tasks: number[];
      performance: { memory: { usedJSHeapSize: number } };
    };
    return { tasks, heap: performance.memory.usedJSHeapSize };
  });
  const figures = `long tasks ${tasks.map(Math.round).join(", ") || "none"} ms; heap ${Math.round(heap / 1e6)} MB`;
  test.info().annotations.push({ type: "measured", description: figures });
  expect(Math.max(0, ...tasks), figures).toBeLessThan(longest);
  expect(heap, figures).toBeLessThan(mostHeap);
});

/** Drops a file that is put together of one piece over and over, which takes no memory; how many cases it has. */
async function dropReport(size: number): Promise<number> {
  const suites = 100;
  const each = 100;
  const testCase = (suite: number, index: number) =>
    `<testcase classname="com.example.pkg${suite}.Suite${suite}" name="does thing ${index}" time="0.0${index}"/>\n`;
  const text = Array.from({ length: suites }, (_, suite) => {
    const cases = Array.from({ length: each }, (_, index) => testCase(suite, index)).join("");
    return `<testsuite name="Suite${suite}">\n${cases}</testsuite>\n`;
  }).join("");
  const piece = new Blob([text]);
  const times = Math.max(1, Math.round(size / piece.size));
  const pieces = Array.from({ length: times }, () => piece);
  const data = new DataTransfer();
  data.items.add(new File(["<testsuites>\n", ...pieces, "</testsuites>\n"], "large.xml"));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
  return times * suites * each;
}

test("a zip archive is one file with its reports below it", async ({ tester, page }) => {
  const archive = fileURLToPath(new URL("../fixtures/archives/info-zip/3.0/reports.zip", import.meta.url));
  await page.locator("#choose-files").setInputFiles(archive);
  await expect(tester.file("reports/deep/order.xml").getByRole("cell").nth(3)).toHaveText("2");
  await expect(tester.file("reports.zip").getByRole("cell").first()).toHaveText("Zip archive");
  await tester.goTo("Check");
  await expect(page.getByText("2 entries are no reports and are left out")).toBeVisible();
});
