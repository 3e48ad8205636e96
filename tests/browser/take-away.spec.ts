/** The payload taken along: as a zip file, and as a command that the real command line obeys. */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { violations } from "./support/axe.js";
import { calculator, manyCases, ownRelease } from "./support/reports.js";
import { saved } from "./support/saved.js";
import { expect, test } from "./support/test.js";

const PROGRAM = fileURLToPath(new URL("../../pkg/bin/octane-payload.cjs", import.meta.url));

let folder = "";
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  mkdirSync(join(folder, "bin"));
  symlinkSync(PROGRAM, join(folder, "bin/octane-payload"));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

test("the shown command, in a shell, writes the bytes that the page would send", async ({ tester, page }) => {
  const odd = { name: "it's $HOME & *.xml", text: calculator.text };
  await tester.drop(odd, ownRelease);
  await tester.sees(odd.name, 6);
  await tester.setRelease("1101");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Pattern").fill("*adds*");
  await page.getByLabel("Id", { exact: true }).fill("1102");
  await page.getByRole("radio", { name: /^What is said for all tests/ }).check();
  const part = await tester.downloadedPart();
  await tester.goTo("Submit");
  const command = (await page.locator("#command").textContent()) ?? "";
  expect(command).not.toMatch(/password|secret|token/i);
  const context = await saved(page, "Save octane-context.yaml");
  writeFileSync(join(folder, context.name), context.bytes);
  for (const { name, text } of [odd, ownRelease]) writeFileSync(join(folder, name), text);
  const env = { ...process.env, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
  execFileSync("/bin/sh", ["-c", command], { cwd: folder, env, stdio: "pipe" });
  expect(readFileSync(join(folder, "payload/part-0001.xml")).equals(part)).toBe(true);
});

test("all parts are saved as one zip file, each with its bytes", async ({ tester, page, house }) => {
  await tester.drop(manyCases(1001));
  await tester.sees("many.xml", 1001);
  await tester.goTo("Submit");
  const zip = await saved(page, "Save 2 parts as a zip file");
  expect(zip.name).toBe("octane-payload.zip");
  const entries = unzipSync(new Uint8Array(zip.bytes));
  expect(Object.keys(entries)).toEqual(["part-0001.xml", "part-0002.xml"]);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible({ timeout: 30_000 });
  const sent = house.sandbox.submissions.map(({ bytes }) => Buffer.from(bytes));
  expect(Object.values(entries).every((entry) => sent.some((bytes) => bytes.equals(entry)))).toBe(true);
});

test.describe("for screen readers and narrow screens", () => {
  test.use({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  test("axe finds nothing on the command, and nothing scrolls sideways", async ({ tester, page }) => {
    await tester.drop(calculator);
    await tester.goTo("Submit");
    await expect(page.locator("#command")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBe(widths[1]);
  });
});
