/** Files that are no reports, or broken ones: each is told in words, with its place, and the page lives on. */

import { badFiles, calculator, manyCases } from "./support/reports.js";
import { expect, test } from "./support/test.js";

for (const file of badFiles) {
  test(`${file.name} is told in words, and the next report is read by the same worker`, async ({
    tester,
    page,
  }) => {
    await tester.drop(file);
    await expect(tester.file(file.name)).toBeVisible();
    await tester.goTo("Check");
    const finding = tester.findings().first();
    await expect(finding).toContainText(file.says);
    if (file.place) await expect(finding).toContainText(file.place);
    const workers = page.workers();
    await tester.drop(calculator);
    await tester.sees("calculator.xml", 6);
    expect(page.workers()).toEqual(workers);
  });
}

test("a report that is cut off is shown at the place where it ends", async ({ tester, page }) => {
  await tester.drop({ name: "cut-off.xml", text: '<testsuite>\n<testcase name="one"/>\n<testcase name="tw' });
  await tester.sees("cut-off.xml", 1);
  await tester.goTo("Check");
  await expect(page.getByRole("region", { name: "Text of cut-off.xml" })).toBeVisible();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "3");
});

test("a report without a test case leaves nothing to send, and says so", async ({ tester, page }) => {
  await tester.drop({ name: "none.xml", text: "<testsuite/>" });
  await expect(
    page.getByText("No test case was found in these reports, so there is nothing to send."),
  ).toBeVisible();
  await tester.goTo("Submit");
  await expect(page.getByRole("group", { name: "Before you can submit" })).toContainText("add one that does");
});

test("control characters and markup in names are shown as text, and sent as the schema allows", async ({
  tester,
  page,
  house,
}) => {
  const name = "&lt;img src=x onerror=alert(1)&gt; \u202Eback &#27;[31mred";
  await tester.drop({
    name: "<b>odd</b>.xml",
    text: `<testsuite><testcase classname="a.B" name="${name}"/></testsuite>`,
  });
  await expect(page.getByRole("rowheader", { name: "<b>odd</b>.xml" })).toBeVisible();
  await tester.goTo("Check");
  await expect(tester.findings().first()).toContainText(/escape sequence/);
  expect(await page.locator("img[src]").count()).toBe(0);
  expect(house.requests).toEqual([]);
});

test("one bad report among good ones is sent without only once the tester agrees", async ({
  tester,
  page,
  house,
}) => {
  await tester.drop(calculator, { name: "notes.txt", text: "notes" });
  await tester.sees("calculator.xml", 6);
  await tester.signsIn();
  const submit = page.getByRole("button", { name: "Submit", exact: true });
  await expect(submit).toBeDisabled();
  await page
    .getByRole("checkbox", { name: "Send what could be read, in spite of the errors in the reports" })
    .check();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  expect(house.sandbox.runs).toHaveLength(6);
});

test("a file that is gone after it was dropped is told, and can be read again", async ({ tester, page }) => {
  const worker = page.workers()[0];
  await worker?.evaluate(() => {
    const { stream } = Blob.prototype;
    Blob.prototype.stream = () => {
      Blob.prototype.stream = stream;
      throw new DOMException("the file is gone", "NotReadableError");
    };
  });
  await tester.drop(calculator);
  await expect(tester.failure("Something went wrong")).toContainText("the file is gone");
  await page.getByRole("button", { name: "Read again" }).click();
  await tester.sees("calculator.xml", 6);
});

test("pasting text anywhere adds a report, and pasting nothing is told", async ({ tester, page }) => {
  await page.getByText("Paste a report", { exact: true }).click();
  const field = page.getByLabel("Text of the report");
  const paste = async (text: string) => {
    await field.fill(text);
    await field.press("ControlOrMeta+A");
    await field.press("ControlOrMeta+X");
    await tester.heading("Reports").focus();
    await page.keyboard.press("ControlOrMeta+V");
  };
  await paste(calculator.text);
  await tester.sees("pasted.xml", 6);
  await paste(" ");
  await expect(page.getByRole("alert")).toContainText("There is no text to add");
});

test("more than a thousand cases become parts, and every part is shown", async ({ tester, page }) => {
  await tester.drop(manyCases(2001));
  await tester.sees("many.xml", 2001);
  await page.getByRole("link", { name: "case 1", exact: true }).focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: "case 2001", exact: true })).toBeFocused();
  await tester.goTo("Check");
  await page.getByLabel("Part", { exact: true }).selectOption("Part 3 of 3");
  await expect(page.locator("payload-text .cm-content")).toContainText("case 2001");
});
