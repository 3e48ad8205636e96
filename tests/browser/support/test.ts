/** The test with a house and a tester at the page; a page that logs an error or breaks its policy fails its test. */

import { expect, type Page } from "@playwright/test";
import { test as base } from "./browser.js";
import { type House, type HouseOptions, openHouse } from "./house.js";
import { Tester } from "./tester.js";

export { expect };

interface Fixtures {
  /** What is special about the house of these tests. */
  houseOptions: HouseOptions;
  house: House;
  /** A tester who has opened the page. */
  tester: Tester;
}

/** The test. */
export const test = base.extend<Fixtures>({
  houseOptions: [{}, { option: true }],
  house: async ({ houseOptions }, use) => {
    const house = await openHouse(houseOptions);
    await use(house);
    await house.close();
  },
  tester: async ({ page, house }, use) => {
    const faults = await watchFaults(page);
    const tester = new Tester(page, house);
    await tester.open();
    await use(tester);
    expect(faults, "errors and policy violations in the page").toEqual([]);
  },
});

/** The browser itself logs each answer that is not a success; those are the tests' own doing. */
const expectedLog = /^Failed to load resource: /;

async function watchFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (!expectedLog.test(message.text())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const { origin } = new URL(page.url() === "about:blank" ? request.url() : page.url());
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol.startsWith("http") && asked !== origin)
      faults.push(`request to another origin: ${request.url()}`);
  });
  return faults;
}
