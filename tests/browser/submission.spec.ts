/** A submission and the tester who watches it: halts, goes on, survives a reload, is sent anew, and leaves an account. */

import { readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { defaultCatalogue } from "../../pkg/dist/sandbox/catalogue.js";
import type { Between } from "./support/house.js";
import { calculator, manyCases } from "./support/reports.js";
import { expect, test } from "./support/test.js";

const isPost = (request: Request) => request.method === "POST" && request.url.includes("/test-results");
const isStatus = (request: Request) => /\/test-results\/\d+$/.test(new URL(request.url).pathname);
const postsOf = (requests: readonly string[]) =>
  requests.filter((request) => /^POST .*\/test-results/.test(request)).length;

/** Octane with a gate: while it is shut, the first part is taken and does not come to its end, and the others get no answer. */
class Gate {
  /** Requests that wait before it. */
  held = 0;
  #isOpen = true;
  #opened = Promise.resolve();
  #posts = 0;
  #open = () => {};

  readonly between: Between = async (request, octane) => {
    if (!this.#isOpen && isPost(request) && ++this.#posts > 1) return this.#hold();
    const answer = await octane(request);
    if (this.#isOpen || !isStatus(request)) return answer;
    return Response.json({ ...(await answer.json()), status: "running" });
  };

  shut(): void {
    this.#isOpen = false;
    this.#posts = 0;
    this.held = 0;
    this.#opened = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  open(): void {
    this.#isOpen = true;
    this.#open();
  }

  /** Nobody hears this answer: whoever asked has gone away meanwhile. */
  async #hold(): Promise<Response> {
    this.held += 1;
    await this.#opened;
    return Response.json({ error_code: "testbox.queue_full" }, { status: 503 });
  }
}

const row = (page: Page, part: number) =>
  page.getByRole("region", { name: "Parts" }).getByRole("row").nth(part);

test.describe("three parts, of which Octane takes the first only at first", () => {
  const gate = new Gate();
  test.use({ houseOptions: { between: gate.between } });
  test.beforeEach(async ({ tester, page }) => {
    gate.shut();
    await tester.drop(manyCases(2500));
    await tester.sees("many.xml", 2500);
    await tester.signsIn();
    await tester.submit();
    await expect(row(page, 1)).toContainText("running");
    await expect.poll(() => gate.held).toBe(2);
  });

  test("pause and go on: what Octane has is followed, the rest is sent, nothing twice", async ({
    tester,
    page,
    house,
  }) => {
    await page.getByRole("button", { name: "Pause" }).click();
    const paused = page.getByRole("heading", { name: "Paused" });
    await expect(paused).toBeVisible();
    await expect(page.getByRole("link", { name: "Follow" })).toContainText("paused");
    gate.open();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
    expect(house.sandbox.runs).toHaveLength(2500);
    expect(house.sandbox.submissions).toHaveLength(3);
  });

  test("cancel: what Octane has stays, and Submit sends what is missing", async ({ tester, page, house }) => {
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(tester.outcome("cancelled")).toBeFocused();
    await expect(row(page, 3).getByRole("cell")).toHaveText([
      "500",
      "not known",
      "–",
      "sent, no answer",
      "–",
    ]);
    expect(house.sandbox.submissions).toHaveLength(1);
    gate.open();
    await tester.submit();
    await expect(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
    expect(house.sandbox.submissions).toHaveLength(3);
    expect(house.sandbox.runs).toHaveLength(2500);
  });

  test("a reload: the same report is known again, and what Octane has is not sent a second time", async ({
    tester,
    page,
    house,
  }) => {
    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText("Nothing has been sent yet.")).toBeVisible();
    gate.open();
    const before = postsOf(house.requests);
    await tester.drop(manyCases(2500));
    await tester.sees("many.xml", 2500);
    await tester.signsIn();
    await tester.submit();
    await expect(tester.outcome("success")).toBeVisible({ timeout: 20_000 });
    expect(postsOf(house.requests) - before).toBe(2);
    expect(house.sandbox.runs).toHaveLength(2500);
  });
});

test.describe("a release that Octane gets after the failure", () => {
  const catalogue = defaultCatalogue();
  test.use({ houseOptions: { sandbox: { catalogue } } });

  test("the log names it and the runs; the same bytes change nothing, and sent as new they pass", async ({
    tester,
    page,
    house,
  }) => {
    await tester.drop(calculator);
    await tester.setRelease("999");
    await tester.signsIn();
    await tester.submit();
    await expect(tester.outcome("failed")).toBeVisible();
    const ties = page.locator(".log-ties");
    await expect(ties).toContainText("release 999");
    await expect(ties).toContainText("All runs of this part.");
    await expect(ties.getByRole("link", { name: "Change it in the context" })).toBeVisible();
    const [known] = catalogue.releases;
    if (known) catalogue.releases.push({ ...known, id: "999", name: "Late release" });
    await tester.submit();
    await expect(tester.outcome("failed")).toBeVisible();
    await expect(row(page, 1)).toContainText("known already");
    await page.getByRole("button", { name: "Send the failed part as new" }).click();
    await expect(tester.outcome("success")).toBeFocused();
    expect(house.sandbox.runs).toHaveLength(6);
  });
});

test("the account can be copied, and saved as JSON and as HTML, without a secret", async ({
  tester,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await tester.drop(calculator);
  await tester.signsIn();
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
  const account = page.getByRole("region", { name: "Account of the submission" });
  await account.getByRole("button", { name: "Copy" }).click();
  await expect(account.getByRole("status")).toHaveText("Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/Octane has taken everything[\s\S]*calculator\.xml/);
  const saved = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      account.getByRole("button", { name }).click(),
    ]);
    return wordsOf(download);
  };
  const json = await saved("Save as JSON");
  expect(JSON.parse(json)).toMatchObject({
    outcome: "success",
    sharedSpace: "1001",
    workspace: "1002",
    reports: [{ file: "calculator.xml", runs: 6 }],
    parts: [{ number: 1, runs: 6, status: "success" }],
  });
  const html = await saved("Save as HTML");
  expect(html).toContain("<td>calculator.xml</td>");
  for (const words of [copied, json, html]) expect(words).not.toMatch(/sandbox@example\.com|"sandbox"/);
});

async function wordsOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}
