/** The page without its server, and a new version of it. */

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { test } from "./support/browser.js";
import { openBelow } from "./support/hosted.js";
import { builtPage, openHouse } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { Tester } from "./support/tester.js";

/** Waits until everything is at hand. */
async function isAtHand(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((taken) => navigator.serviceWorker.addEventListener("controllerchange", taken));
  });
}

/** What the page asks of others than its own host, and what its policy stops. */
function strayed(page: Page): string[] {
  const found: string[] = [];
  page.context().on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") found.push(request.url());
  });
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text())) found.push(message.text());
  });
  return found;
}

const hosts = {
  "behind the gateway": async () => openHouse(),
  "below a path of a plain host": async () => {
    const { url, close } = await openBelow("/tools/octane/");
    return { url: `${url}/tools/octane/`, close };
  },
};

for (const [where, open] of Object.entries(hosts)) {
  test(`${where}, the page opens, converts and speaks German after its server is gone`, async ({ page }) => {
    const house = await open();
    const stray = strayed(page);
    const tester = new Tester(page, house);
    await tester.open();
    await isAtHand(page);
    await house.close();
    await page.reload();
    await tester.drop(calculator);
    await tester.sees("calculator.xml", 6);
    expect((await tester.downloadedPart()).toString()).toContain("<test_result");
    await page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
    await expect(page.getByRole("heading", { level: 2, name: "Prüfen" })).toBeVisible();
    expect(stray).toEqual([]);
  });
}

test("a new version is told, waits until the tester wants it, and leaves nothing of the old one", async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "octane-payload-page-"));
  await cp(builtPage, folder, { recursive: true });
  const house = await openHouse({ page: folder });
  const tester = new Tester(page, house);
  await tester.open();
  await isAtHand(page);
  const versions = () => page.evaluate(() => caches.keys());
  const [first] = await versions();
  const name = join(folder, "service-worker.js");
  const worker = await readFile(name, "utf8");
  const version = first?.split(" ").at(-1) ?? "";
  expect(worker).toContain(version);
  await writeFile(name, worker.replaceAll(version, "0123456789abcdef"));
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(
    page.getByRole("status").filter({ hasText: "A new version of this page waits" }),
  ).toBeVisible();
  await tester.sees("calculator.xml", 6);
  await page.getByRole("button", { name: "Load it" }).click();
  await expect(tester.file("calculator.xml")).toHaveCount(0);
  await expect(page.locator("#update")).toBeHidden();
  expect(await versions()).toEqual([first?.replace(version, "0123456789abcdef")]);
  await house.close();
  await rm(folder, { recursive: true });
});

test("whatever is no file of the page goes past the service worker: Octane is asked each time", async ({
  page,
}) => {
  const house = await openHouse();
  const tester = new Tester(page, house);
  await tester.open();
  await isAtHand(page);
  await tester.drop(calculator);
  await tester.signsIn();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => path.startsWith("/octane"))).toEqual([]);
  expect(kept).toContain("/");
  await house.close();
});
