/** Folders that are dropped, with whatever is in them; and a fix that changes a setting. */

import { calculator, ownRelease } from "./support/reports.js";
import { expect, test } from "./support/test.js";

test("a dropped folder gives its reports by their way in it, and leaves out what is none", async ({
  tester,
  page,
}) => {
  await page.evaluate((report) => {
    const file = (path: string, text: string) => ({
      isFile: true,
      fullPath: `/build/${path}`,
      file: (done: (file: File) => void) => done(new File([text], path.slice(path.lastIndexOf("/") + 1))),
    });
    const entries = [file("unit/report.xml", report), file("notes.txt", "not a report")];
    const folder = {
      isFile: false,
      createReader: () => ({ readEntries: (done: (batch: unknown[]) => void) => done(entries.splice(0, 1)) }),
    };
    DataTransferItem.prototype.webkitGetAsEntry = () => folder as unknown as FileSystemEntry;
    const data = new DataTransfer();
    data.items.add(new File([], "build"));
    const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
    document.body.dispatchEvent(drop);
  }, calculator.text);
  await tester.sees("build/unit/report.xml", 6);
  await expect(tester.file("build/notes.txt").getByRole("cell").first()).toHaveText("no report, left out");
  await tester.goTo("Check");
  await expect(tester.findings().filter({ hasText: "Error" })).toHaveCount(0);
});

test("a run that a policy refuses comes back by the fix of its finding, and goes again by its undo", async ({
  tester,
  page,
}) => {
  await tester.drop(ownRelease);
  await tester.setRelease("1101");
  await page.getByRole("radio", { name: "Refuse, so that nothing is sent" }).check();
  await tester.goTo("Check");
  const refused = tester.findings().filter({ hasText: "link-conflict" }).filter({ hasText: "refuse" });
  await expect(refused.first()).toBeVisible();
  await page.keyboard.press("F8");
  await page.getByRole("button", { name: /^Fix.*let the run win/ }).click();
  await expect(page.getByText("This changes a setting of the Context step")).toBeVisible();
  await page.getByRole("button", { name: "Make this change" }).click();
  await expect(refused).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(refused.first()).toBeVisible();
});
