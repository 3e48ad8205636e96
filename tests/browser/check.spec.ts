/** The Check step: findings, where they are, what mends them, and what the schema allows. */

import { faultyPayload, tooLong } from "./support/reports.js";
import { expect, test } from "./support/test.js";

/** A payload with what a machine can mend: a status in lower case, and a name of an element of 2015. */
const mendable = {
  name: "mendable.xml",
  text: [
    "<test_result>",
    "<test_runs>",
    '<test_run name="one" duration="1" status="passed"/>',
    '<test_run name="two" duration="1" status="Passed" colour="red"/>',
    "</test_runs>",
    "</test_result>",
  ].join("\n"),
};

const content = "payload-text .cm-content";

test("F8 and Shift+F8 walk through the findings, each shown at its place", async ({ tester, page }) => {
  await tester.drop(mendable);
  await tester.sees("mendable.xml", 2);
  await tester.goTo("Check");
  const chosen = page.locator('.finding[aria-pressed="true"]');
  const first = await chosen.textContent();
  await page.keyboard.press("F8");
  await expect(chosen).not.toHaveText(first ?? "");
  const line = /line (\d+)/.exec((await chosen.textContent()) ?? "")?.[1];
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", `${line}`);
  await page.keyboard.press("Shift+F8");
  await expect(chosen).toHaveText(first ?? "");
});

test("a finding is shown in its report, in the payload, and its rule in the schema", async ({
  tester,
  page,
}) => {
  await tester.drop(tooLong);
  await tester.goTo("Check");
  const places = page.getByRole("group", { name: "Where this finding is" });
  await places.getByRole("button", { name: "Payload part 1, line" }).click();
  await expect(page.getByRole("heading", { level: 3, name: "Payload" })).toBeVisible();
  await expect(page.locator("[data-marked]").or(page.locator(content))).not.toHaveCount(0);
  await places.getByRole("button", { name: "Report too-long.xml, line 3" }).click();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "3");
  await page.getByRole("button", { name: "Show the schema" }).click();
  await expect(page.locator(content)).toContainText("xs:schema");
});

test("in a report of one long line the place itself is marked, and in sight", async ({ tester, page }) => {
  const cases = Array.from({ length: 60 }, (_, index) => `<testcase classname="a.B" name="case ${index}"/>`);
  const again = '<testcase classname="a.B" name="case 3"/>';
  await tester.drop({
    name: "line.xml",
    text: `<testsuite>${cases.join("")}${again}<testcase name="z"/></testsuite>`,
  });
  await tester.sees("line.xml", 62);
  await tester.goTo("Check");
  const place = page.locator("payload-text .found-place");
  await expect(place.first()).toBeInViewport();
  expect((await place.allTextContents()).join("")).toBe(again);
});

test("findings are filtered by severity", async ({ tester, page }) => {
  await tester.drop(faultyPayload, tooLong);
  await tester.sees("too-long.xml", 2);
  await tester.goTo("Check");
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Warning: 1" });
  await expect(tester.findings()).toHaveCount(1);
  await expect(tester.findings().first()).toContainText("shortened");
});

test("a fix is shown line by line, made, sent as it is shown, and undone", async ({ tester, page }) => {
  await tester.drop(mendable);
  await tester.sees("mendable.xml", 2);
  await tester.goTo("Check");
  await tester.findings().filter({ hasText: "passed" }).getByRole("button").first().click();
  await page
    .getByRole("button", { name: /^Fix: / })
    .first()
    .click();
  const changes = page.getByRole("region", { name: "Changes of mendable.xml" });
  await expect(changes.locator("del")).toContainText('status="passed"');
  await expect(changes.locator("ins")).toContainText('status="Passed"');
  await page.getByRole("button", { name: "Make this change" }).click();
  await expect(tester.findings().filter({ hasText: '"passed"' })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tester.findings().filter({ hasText: "passed" })).not.toHaveCount(0);
});

test("all safe fixes are made at once, and a risky one stays", async ({ tester, page }) => {
  await tester.drop(mendable);
  await tester.sees("mendable.xml", 2);
  await tester.goTo("Check");
  await page.getByRole("button", { name: "Make all safe fixes" }).click();
  await page.getByRole("button", { name: "Make this change" }).click();
  await expect(tester.findings().filter({ hasText: '"passed"' })).toHaveCount(0);
  await expect(tester.findings().filter({ hasText: "colour" })).not.toHaveCount(0);
});

test("the element at the caret and the one that is pointed at are explained", async ({ tester, page }) => {
  await tester.drop(tooLong);
  await tester.goTo("Check");
  await page
    .getByRole("group", { name: "Where this finding is" })
    .getByRole("button", { name: "Payload" })
    .click();
  const tag = page.locator("payload-text .xml-tag", { hasText: "<test_run" }).last();
  await tag.click();
  const explained = page.getByRole("complementary", { name: "What stands here" });
  await expect(explained).toContainText("One run of an automated test");
  await expect(explained).toContainText("status required: one of Failed, Passed, Planned, Skipped");
  await page.mouse.move(0, 0);
  await tag.hover();
  await expect(page.locator("payload-text .cm-tooltip")).toContainText("One run of an automated test");
});

test("of a part of megabytes a window of lines is shown, with their own numbers", async ({
  tester,
  page,
}) => {
  const trace = "at com.acme.Deep.call(Deep.java:1)\n".repeat(120);
  const cases = Array.from(
    { length: 600 },
    (_, index) =>
      `<testcase classname="a.B" name="case ${index + 1}"><failure message="no">${trace}</failure></testcase>`,
  );
  await tester.drop({ name: "traces.xml", text: `<testsuite>${cases.join("\n")}</testsuite>` });
  await tester.sees("traces.xml", 600);
  await tester.goTo("Check");
  await page.getByRole("button", { name: "Later lines" }).click();
  await expect(page.getByText(/^Lines [\d,]+ to [\d,]+$/)).toBeVisible();
  const numbers = await page.locator("payload-text .cm-lineNumbers .cm-gutterElement").allTextContents();
  expect(Math.max(...numbers.map(Number))).toBeGreaterThan(500);
});

test("a run by itself leads to its place in the report and in the payload", async ({ tester, page }) => {
  await tester.drop(tooLong);
  await tester.sees("too-long.xml", 2);
  await page.getByRole("link", { name: "short", exact: true }).click();
  await page.getByRole("button", { name: "too-long.xml, line 2" }).click();
  await expect(tester.heading("Check")).toBeFocused();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "2");
  await page.goBack();
  await page.getByRole("button", { name: "Payload part 1, line 4" }).click();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "4");
});

test("what a rule of the documentation says leads to the first run that it is about", async ({
  tester,
  page,
}) => {
  const cases = ["adds", "Adds", "ADDS"].map((name) => `<testcase classname="C" name="${name}"/>`);
  await tester.drop({ name: "letters.xml", text: ["<testsuite>", ...cases, "</testsuite>"].join("\n") });
  await tester.sees("letters.xml", 3);
  await tester.goTo("Check");
  await expect(tester.findings()).toHaveCount(1);
  const finding = tester.findings().first();
  await expect(finding).toContainText(
    'test "Adds" differs from an earlier one in nothing but the case of letters; 1 more like it',
  );
  await expect(finding).toContainText("line 3, column 1");
  await finding.getByRole("button").first().click();
  await expect(page.getByRole("heading", { level: 3, name: "Report letters.xml" })).toBeVisible();
  await expect(page.locator("[data-marked]")).toHaveAttribute("data-line", "3");
  await tester.goTo("Reports");
  await expect(page.getByRole("row", { name: "Adds C 0 ms none letters.xml Warning" })).toBeVisible();
});

test("a payload's own findings stand at each of their places, and nothing is told twice", async ({
  tester,
}) => {
  const run = (name: string, started: string) =>
    `<test_run name="${name}" duration="1" status="Passed" started="${started}"/>`;
  const runs = [run("pays", "1628156474"), run("sends", "1628156475")];
  const text = ["<test_result><test_runs>", ...runs, "</test_runs></test_result>"].join("\n");
  await tester.drop({ name: "seconds.xml", text });
  await tester.sees("seconds.xml", 2);
  await tester.goTo("Check");
  await expect(tester.findings()).toHaveCount(2);
  await expect(tester.findings()).toContainText(['test "pays": started', 'test "sends": started']);
});
