/** Reports that somebody made to do harm: what they hold is shown as text, or they are refused with a reason. */

import { gzipSync } from "node:zlib";
import { calculator, manyCases } from "./support/reports.js";
import { expect, test } from "./support/test.js";

const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
const escaped = markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

test("markup in every name and message is shown as text", async ({ tester, page }) => {
  const failure = `<failure message="${escaped}" type="${escaped}">${escaped}</failure>`;
  await tester.drop({
    name: `${markup}.xml`,
    text: `<testsuite name="${escaped}"><testcase classname="${escaped}" name="${escaped}">${failure}</testcase></testsuite>`,
  });
  await tester.sees(`${markup}.xml`, 1);
  const link = page.getByRole("link", { name: markup });
  await expect(link).toBeVisible();
  await link.click();
  await expect(page.getByRole("heading", { level: 2, name: markup })).toBeVisible();
  await expect(page.getByRole("region", { name: "Error" }).last()).toContainText(markup);
  await tester.goTo("Check");
  await expect(page.locator("payload-text .cm-content")).toContainText("&lt;img src=x");
  await expect(page.locator("img[src], #app script")).toHaveCount(0);
  await expect(page).toHaveTitle("octane-payload");
});

test("characters that turn the direction of text are written out", async ({ tester, page }) => {
  await tester.drop({
    name: "invoice\u202egpj.xml",
    text: '<testsuite><testcase classname="a" name="pay &#x202E;evas &#x2066;x"/></testsuite>',
  });
  await tester.sees("invoice⟨U+202E⟩gpj.xml", 1);
  await expect(page.getByRole("link", { name: "pay ⟨U+202E⟩evas ⟨U+2066⟩x" })).toBeVisible();
  await tester.goTo("Check");
  await expect(page.locator("payload-text .cm-specialChar")).toHaveCount(2);
});

test("names of a megabyte are cut for the eye, and the page stays quick", async ({ tester, page }) => {
  const long = "n".repeat(1_000_000);
  await tester.drop({
    name: `${long}.xml`,
    text: `<testsuite name="${long}">\n<testcase classname="${long}" name="${long}"><failure message="${long}"/></testcase>\n</testsuite>`,
  });
  await expect(page.getByRole("rowheader", { name: /^n+…$/ }).first()).toBeVisible();
  await expect(page.locator(".runs tbody tr")).toHaveCount(1);
  await tester.goTo("Check");
  await expect(tester.findings().first()).toContainText("shortened to 255");
  await tester.findings().first().getByRole("button").first().click();
  await expect(page.locator("payload-text .cm-content")).toBeVisible();
  const length = await page.evaluate(() => document.body.textContent?.length ?? 0);
  expect(length).toBeLessThan(200_000);
});

test("ten thousand files are read, and a hundred of them are listed at a time", async ({ tester, page }) => {
  test.setTimeout(120_000);
  await tester.goTo("Reports");
  await tester.dropMade((count) => {
    const data = new DataTransfer();
    for (let index = 1; index <= count; index += 1) {
      const text = `<testsuite><testcase classname="a" name="case ${index}"/></testsuite>`;
      data.items.add(new File([text], `report ${index}.xml`));
    }
    return data;
  }, 10_000);
  await expect(page.getByText("10,000 runs", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.locator(".files tbody tr")).toHaveCount(100);
  await page.getByRole("button", { name: "Later reports" }).click();
  await tester.sees("report 101.xml", 1);
});

test("a file that unpacks to a thousand times its size is refused, and the next one is read", async ({
  tester,
  page,
}) => {
  const head = Buffer.from("<testsuite>");
  const bomb = gzipSync(Buffer.concat([head, Buffer.alloc(200_000_000, " ")]));
  await page.locator("#choose-files").setInputFiles({ name: "bomb.xml.gz", mimeType: "", buffer: bomb });
  await tester.goTo("Check");
  await expect(tester.findings().filter({ hasText: "when it is unpacked" }).first()).toBeVisible({
    timeout: 20_000,
  });
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
});

test("entities that multiply are not made more of, and their report is told", async ({ tester, page }) => {
  const entities = Array.from({ length: 20 }, (_, index) => {
    const inside = index === 0 ? "lol" : `&e${index - 1};`.repeat(10);
    return `<!ENTITY e${index} "${inside}">`;
  });
  await tester.drop({
    name: "entities.xml",
    text: `<!DOCTYPE testsuite [${entities.join("")}]><testsuite><testcase name="a&e19;"/><testcase name="b"/></testsuite>`,
  });
  await tester.goTo("Check");
  await expect(tester.findings().first()).toContainText(/entit/i);
  const shown = await page.evaluate(() => document.body.textContent?.length ?? 0);
  expect(shown).toBeLessThan(100_000);
  await tester.drop(manyCases(3));
  await tester.sees("many.xml", 3);
});

test("an external entity is never asked for", async ({ tester, page, house }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await tester.drop({
    name: "external.xml",
    text: `<!DOCTYPE testsuite [<!ENTITY x SYSTEM "${house.url}/secret">]><testsuite><testcase name="a&x;"/></testsuite>`,
  });
  await tester.goTo("Check");
  await expect(tester.findings().first()).toContainText("taken as it stands");
  expect(asked.filter((url) => url.includes("secret"))).toEqual([]);
});

test("a report nested a hundred thousand levels deep is told, and the next one is read", async ({
  tester,
}) => {
  await tester.drop({ name: "deep.xml", text: "<testsuite>".repeat(100_000) });
  await tester.goTo("Check");
  await expect(tester.findings().first()).toBeVisible();
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
});
