/**
 * A report of any size in the page: read in pieces by the worker, its parts kept by the browser, and the page at hand all the
 * while. `LARGE_REPORT_MB` makes it as large as `npm run bench -- page` has it.
 */

import { fileURLToPath } from "node:url";
import { measured } from "./support/measured.js";
import { expect, test } from "./support/test.js";

const megabytes = Number(process.env.LARGE_REPORT_MB ?? 20);

/**
 * Longest task of the page's own thread, in milliseconds of its processor's time: what takes longer is felt. Other programs
 * on the machine make tasks last longer, and not work more.
 */
const longest = 50;

/** Most that the page itself may hold, in bytes, however large the report is. */
const mostHeap = 100e6;

test.setTimeout(90_000 + megabytes * 2_000);

test(`a report of ${megabytes} MB is converted, and the page answers meanwhile`, async ({
  tester,
  page,
  browser,
}) => {
  const cases = await page.evaluate(makeReport, megabytes * 1e6);
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await page.evaluate(dropReport);
  await expect(page.locator("progress")).toBeAttached();
  await page.evaluate(() => location.assign("#context"));
  await page.evaluate(() => location.assign("#reports"));
  await expect(page.locator(".runs tbody tr")).toHaveCount(12, { timeout: 60_000 + megabytes * 1_500 });
  await page.evaluate(() => location.assign("#check"));
  await expect(page.locator("payload-text .cm-line").first()).toBeAttached();
  const tasks = tasksIn(await browser.stopTracing());
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  const figures = `longest tasks ${tasks.slice(0, 5).map(Math.round).join(", ")} ms; heap ${Math.round(heap / 1e6)} MB`;
  measured(figures);
  expect(tasks[0], figures).toBeLessThan(longest);
  expect(heap, figures).toBeLessThan(mostHeap);
  await tester.goTo("Reports");
  await expect(tester.file("large.xml").getByRole("cell").nth(3)).toHaveText(cases.toLocaleString("en"));
});

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Start and length in microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
  readonly args?: {
    readonly name?: string;
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
  };
}

/**
 * The tasks of the page's main thread, in milliseconds of processor time, the longest first. Those that carry out what the
 * test itself asks of the browser are none of the page's.
 */
function tasksIn(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain",
  );
  const isMain = ({ pid, tid }: TraceEvent) => mains.some((main) => main.pid === pid && main.tid === tid);
  const events = traceEvents.filter(isMain);
  const asked = events.filter(({ args }) =>
    args?.chrome_mojo_event_info?.mojo_interface_tag?.startsWith("blink.mojom.DevTools"),
  );
  const isAsked = ({ pid, ts, dur = 0 }: TraceEvent) =>
    asked.some((event) => event.pid === pid && event.ts >= ts && event.ts <= ts + dur);
  const tasks = events.filter((event) => event.name === "ThreadControllerImpl::RunTask" && !isAsked(event));
  return tasks.map(({ tdur = 0 }) => tdur / 1000).sort((one, other) => other - one);
}

/** Makes a file that is put together of one piece over and over, which takes no memory; how many cases it has. */
async function makeReport(size: number): Promise<number> {
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
  const file = new File(["<testsuites>\n", ...pieces, "</testsuites>\n"], "large.xml");
  Object.assign(globalThis, { file });
  return times * suites * each;
}

function dropReport(): void {
  const data = new DataTransfer();
  data.items.add((globalThis as unknown as { file: File }).file);
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}

test("a zip archive is one file with its reports below it", async ({ tester, page }) => {
  const archive = fileURLToPath(new URL("../fixtures/archives/info-zip/3.0/reports.zip", import.meta.url));
  await page.locator("#choose-files").setInputFiles(archive);
  await expect(tester.file("reports/deep/order.xml").getByRole("cell").nth(3)).toHaveText("2");
  await expect(tester.file("reports.zip").getByRole("cell").first()).toHaveText("Zip archive");
  await tester.goTo("Check");
  await expect(page.getByText("2 entries are no reports and are left out")).toBeVisible();
});
