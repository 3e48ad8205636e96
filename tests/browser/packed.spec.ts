/** Reports in archives: a finding is shown at its place in the entry, as one in a report by itself is. */

import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import type { Tester } from "./support/tester.js";

const broken = '<testsuite>\n<testcase name="one"/>\n<testcase name="two"><failure>and th';

const choose = ({ page }: Tester, name: string, bytes: Uint8Array) =>
  page.locator("#choose-files").setInputFiles({ name, mimeType: "", buffer: Buffer.from(bytes) });

test("a broken report beside a whole one in a zip archive is opened at its third line", async ({
  tester,
  page,
}) => {
  const archive = zipSync({ "good.xml": strToU8(calculator.text), "deep/bad.xml": strToU8(broken) });
  await choose(tester, "both.zip", archive);
  await expect(page.getByRole("row", { name: /^deep\/bad\.xml/ })).toBeVisible();
  await tester.goTo("Check");
  await tester.findings().filter({ hasText: "both.zip/deep/bad.xml" }).getByRole("button").first().click();
  await expect(page.getByRole("heading", { level: 3, name: "Report both.zip/deep/bad.xml" })).toBeVisible();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "3");
  await expect(page.locator("[data-marked]")).toContainText("and th");
});

test("a run of an archive leads to its case there, in a window of its own lines where the entry is large", async ({
  tester,
  page,
}) => {
  const cases = Array.from(
    { length: 9000 },
    (_, index) => `<testcase classname="com.acme.Deep" name="case ${index + 1}"/>`,
  );
  const archive = zipSync({ "large.xml": strToU8(`<testsuite>\n${cases.join("\n")}\n</testsuite>`) });
  await choose(tester, "large.zip", archive);
  await page.getByRole("searchbox").first().fill("case 8123");
  await page.getByRole("link", { name: "case 8123" }).click();
  await page.getByRole("button", { name: "large.zip/large.xml, line 8,124" }).click();
  await expect(page.locator("[data-marked]")).toContainText('name="case 8123"');
  await expect(page.getByText("Lines 6,932 to 9,002")).toBeVisible();
  await page.getByRole("button", { name: "Earlier lines" }).click();
  await expect(page.getByText(/^Lines 5,\d+ to 8,\d+$/)).toBeVisible();
});

test("a gzip file is shown as the text in it", async ({ tester, page }) => {
  await choose(tester, "bad.xml.gz", gzipSync(broken));
  await tester.goTo("Check");
  await tester.findings().first().getByRole("button").first().click();
  await expect(page.locator("[data-marked]")).toContainText("and th");
});
