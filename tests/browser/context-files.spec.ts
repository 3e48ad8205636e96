/** Context files in and out: the same file serves the page and the command line, and nothing of it is lost. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { octanePayload } from "../../pkg/test/support/command-line.js";
import { violations } from "./support/axe.js";
import { calculator } from "./support/reports.js";
import { saved } from "./support/saved.js";
import { expect, test } from "./support/test.js";

const YAML = `# of the shop team
$schema: https://unpkg.com/octane-payload/schema/context.schema.json
build: { serverId: ci-1, jobId: web-shop-nightly, buildId: "42", subType: "", artifactId: a-7 }
suite: { id: 1601, externalRunId: nightly, component: shop } # suite run
program: 1301
release: { default: true }
milestone: 9007199254740993
backlogItems: [ 1521, 1522 ]
productAreas:
  - 1401 # checkout
testFields: [ { type: Test_Level, value: System Test } ]
environment: [ { type: Browser, value: " Chrome " } ]
rules:
  - name: failures
    when: { status: [ Failed, Skipped ], name: [ "*a*", { regex: ".*[0-9]+.*" } ] }
    set: { release: { name: Winter 2026 }, milestone: 1202 }
    add: { productAreas: [ 1402 ], environment: [ { type: OS, value: Linux } ] }
  - when: { file: "*.xml", property: { team: pay }, class: "" }
    remove: { release: true, backlogItems: [ 1521 ] }
  - remove: { program: true }
`;

async function open(page: Page, name: string, text: string): Promise<void> {
  await page
    .getByLabel("Open a context file")
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect(page.locator("#context-notice")).toBeFocused();
}

/** The bytes that the command line makes of the report with a context file. */
async function converted(name: string, context: Buffer): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  try {
    const at = (file: string) => join(folder, file);
    writeFileSync(at(calculator.name), calculator.text);
    writeFileSync(at(name), context);
    const run = await octanePayload([
      "convert",
      at(calculator.name),
      "--context",
      at(name),
      "--out",
      at("out"),
    ]);
    expect(run.code, run.stderr).toBe(0);
    return readFileSync(at("out/part-0001.xml"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a file is shown whole, saved as it was, and gives the command line the same payload in either notation", async ({
  tester,
  page,
}) => {
  await tester.drop(calculator);
  await tester.sees(calculator.name, 6);
  await tester.goTo("Context");
  await open(page, "shop.yaml", YAML);
  await expect(page.locator("#context-notice")).toBeFocused();
  await expect(page.locator("#context-notice")).toContainText("The form shows what shop.yaml says");
  await expect(page.getByLabel("Artifact id")).toHaveValue("a-7");
  await expect(page.getByLabel("Milestone id")).toHaveValue("9007199254740993");
  await expect(page.getByRole("group", { name: /^Rule \d/ })).toHaveCount(3);
  await page.getByText("5 things that this form does not show").click();
  await expect(page.getByRole("listitem").filter({ hasText: "of the shop team" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: 'build.subType: ""' })).toBeVisible();
  const yaml = await saved(page, "Save as YAML");
  expect([yaml.name, yaml.bytes.toString()]).toEqual(["shop.yaml", YAML]);
  const json = await saved(page, "Save as JSON");
  expect(json.name).toBe("octane-context.json");
  const part = await tester.downloadedPart();
  expect((await converted(yaml.name, yaml.bytes)).equals(part)).toBe(true);
  expect((await converted(json.name, json.bytes)).equals(part)).toBe(true);
});

test("what is changed in the form is changed in the file, and its comments stay", async ({
  tester,
  page,
}) => {
  await tester.goTo("Context");
  await open(page, "shop.yaml", YAML);
  await page.getByLabel("Program id").fill("1302");
  await page.getByLabel("Application module 2, id").fill("1403");
  await page.getByRole("button", { name: "Remove: Rule 3" }).click();
  const { bytes } = await saved(page, "Save as YAML");
  const expected = YAML.replace("program: 1301", "program: 1302")
    .replace("- 1401 # checkout", "- 1401 # checkout\n  - 1403")
    .replace("  - remove: { program: true }\n", "");
  expect(bytes.toString()).toBe(expected);
});

test("a file with faults is not used: each is shown with its place, and the form stays", async ({
  tester,
  page,
}) => {
  await tester.goTo("Context");
  await page.getByLabel("Program id").fill("1301");
  await open(page, "bad.yaml", "relase: 1\nprogram: soon\nrules:\n  - when: { name: { regex: '(' } }\n");
  const notice = page.locator("#context-notice");
  await expect(notice).toContainText("bad.yaml has 3 faults and is not used");
  await expect(notice.getByRole("listitem")).toHaveText([
    /"relase" is no field here.*line 1, column 9/s,
    /"program" is not.*line 2, column 10.*program/s,
    /line 4, column \d+.*rules\[1\]/s,
  ]);
  await expect(page.getByLabel("Program id")).toHaveValue("1301");
  await open(page, "bomb.yaml", `a: &a [1]\n${"b: *a\n".repeat(3)}`);
  await expect(notice).toContainText("bomb.yaml has 1 fault");
});

test("what a file filled in is undone, by keyboard", async ({ tester, page }) => {
  await tester.goTo("Context");
  await page.getByLabel("Program id").fill("1301");
  await open(page, "shop.json", '{ "milestone": 1201 }');
  await expect(page.getByLabel("Milestone id")).toHaveValue("1201");
  await expect(page.getByLabel("Program id")).toHaveValue("");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Program id")).toHaveValue("1301");
  await expect(page.getByLabel("Milestone id")).toHaveValue("");
});

test("a reload asks before it loses a context that was typed, and no more once it is saved", async ({
  tester,
  page,
}) => {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await tester.goTo("Context");
  const program = page.getByLabel("Program id");
  await program.pressSequentially("1301");
  await page.evaluate(() => location.reload());
  await expect(() => expect(asked).toEqual(["beforeunload"])).toPass();
  await expect(program).toHaveValue("1301");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as YAML" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("octane-context.yaml");
  await page.reload();
  await expect(program).toHaveValue("");
  expect(asked).toHaveLength(1);
});

test("a form with a mistake is not saved: the mistakes are told", async ({ tester, page }) => {
  await tester.goTo("Context");
  await page.getByLabel("Program id").fill("soon");
  await page.getByRole("button", { name: "Save as YAML" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert")).toContainText('Program id: "soon" is not an id');
});

test.describe("for screen readers", () => {
  test.use({ bypassCSP: true });
  test("axe finds nothing on a context that a file filled in, nor on one that was refused", async ({
    tester,
    page,
  }) => {
    await tester.drop(calculator);
    await tester.goTo("Context");
    await open(page, "shop.yaml", YAML);
    await expect(page.locator("#context-notice")).toBeFocused();
    expect(await violations(page)).toEqual([]);
    await open(page, "bad.yaml", "relase: 1");
    await expect(page.locator("#context-notice")).toContainText("1 fault");
    expect(await violations(page)).toEqual([]);
  });
});
