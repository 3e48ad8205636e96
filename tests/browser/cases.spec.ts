/** Which test a case is, chosen on the page and seen in the payload. */

import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";

const cart = {
  name: "cart.xml",
  text: '<testsuite name="unit"><testcase classname="core::com.example.Cart" name="adds()"/></testsuite>',
};

const preset = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByLabel(name) });

test("the first cases are shown under each preset, and the one that is chosen makes the payload", async ({
  tester,
  page,
}) => {
  await tester.drop(cart);
  await tester.sees("cart.xml", 1);
  await page.getByText("How tests are known").click();
  await expect(preset(page, "As the collection tool")).toContainText("– / core::com.example / Cart / adds()");
  await expect(preset(page, "As the GitHub action")).toContainText("– / – / core::com.example.Cart / adds()");
  await expect(preset(page, "As the Jenkins plugin")).toContainText("core / com.example / Cart / adds");
  await page.getByLabel("As the Jenkins plugin").check();
  await page.getByLabel("Name", { exact: true }).fill("{suite}: {name}");
  await expect(page.getByRole("row", { name: "With your templates" })).toContainText("unit: adds()");
  const payload = (await tester.downloadedPart()).toString();
  expect(payload).toContain('module="core" package="com.example" class="Cart" name="unit: adds()"');
});

test("a template that is none is told, and mending it goes on", async ({ tester, page }) => {
  await tester.drop(cart);
  await tester.sees("cart.xml", 1);
  await page.getByText("How tests are known").click();
  await page.getByLabel("Module", { exact: true }).fill("{suit}");
  await expect(page.getByText('"suit" is no field')).toBeVisible();
  await page.getByLabel("Module", { exact: true }).fill("{suite}");
  await expect(page.getByRole("row", { name: "With your templates" })).toContainText(
    "unit / core::com.example",
  );
});
