/** The test of the connection: each real cause is told from the others, at the station where it stands. */

import { listen } from "../../pkg/dist/http/listen.js";
import { createAuthority, loaded } from "../proxies/support/authority.js";
import { startTlsOctane } from "../proxies/support/octane.js";
import { freePort } from "../proxies/support/program.js";
import { test as base } from "./support/browser.js";
import { openBesideRelay } from "./support/hosted.js";
import { type HouseOptions, openHouse } from "./support/house.js";
import { expect, test } from "./support/test.js";
import { Tester } from "./support/tester.js";

/** The test's result names the station that failed and the cause; those before it passed, those after were not reached. */
async function endsAt({ page }: Tester, station: number, words: RegExp): Promise<void> {
  const result = page.getByRole("group", { name: "The way to the workspace is not open" });
  await expect(result).toBeFocused({ timeout: 15_000 });
  const outcomes = await result
    .locator("ol > li")
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.outcome));
  const expected = [0, 1, 2, 3].map((each) =>
    each === station ? "failed" : each < station ? "passed" : "not-reached",
  );
  expect(outcomes).toEqual(expected);
  await expect(result.locator("ol > li").nth(station)).toContainText(words);
}

test("an open way is told station by station, and nobody stays signed in", async ({
  tester,
  page,
  house,
}) => {
  await tester.testConnection();
  const result = page.getByRole("group", { name: "The whole way to the workspace is open" });
  await expect(result).toBeFocused();
  await expect(result.locator('li[data-outcome="passed"]')).toHaveCount(4);
  await expect(page.getByLabel("Password", { exact: true })).not.toHaveValue("");
  expect(house.requests.at(-1)).toBe("POST /authentication/sign_out");
});

test("a gateway that is gone", async ({ tester, house }) => {
  await tester.fillSignIn();
  await house.close();
  await tester.testConnection();
  await endsAt(tester, 0, /Nothing answers there\..*octane-payload serve/);
});

test("a page that the gateway does not know", async ({ page, house }) => {
  const tester = new Tester(page, { url: new URL(house.url).origin });
  await tester.open();
  await tester.testConnection();
  await endsAt(tester, 0, /The gateway does not know this page/);
});

test("a wrong password", async ({ tester }) => {
  await tester.testConnection("wrong");
  await endsAt(tester, 2, /Octane does not know this user or key/);
});

test("a workspace that does not exist", async ({ tester, page }) => {
  await tester.fillSignIn();
  await page.getByLabel("Workspace", { exact: true }).fill("4711");
  await page.getByRole("button", { name: "Test the connection" }).click();
  await endsAt(tester, 3, /There is no such shared space or workspace/);
});

test("another address forgets the result", async ({ tester, page }) => {
  await tester.testConnection("wrong");
  await endsAt(tester, 2, /does not know/);
  await page.getByLabel("Workspace", { exact: true }).fill("1003");
  await expect(page.locator("#connection-test")).toHaveCount(0);
});

const behindTheGateway: [string, HouseOptions, number, RegExp][] = [
  [
    "a host name that nobody knows",
    { octane: "http://octane.invalid" },
    1,
    /The host name of Octane is not known/,
  ],
  [
    "a workspace that is forbidden",
    { sandbox: { faults: [{ phase: "schema", fault: "forbidden" }] } },
    3,
    /This account may not enter this workspace/,
  ],
  [
    "an outage page in the place of Octane",
    {
      between: async () =>
        new Response("<title>Back soon</title>", { headers: { "content-type": "text/html" } }),
    },
    1,
    /What answers is not Octane/,
  ],
  [
    "a redirect to a company sign-in",
    { between: async () => Response.redirect("https://sso.example.com/", 302) },
    1,
    /Octane answers with a redirect/,
  ],
  [
    "an Octane that is overloaded",
    { between: async () => Response.json({ error_code: "testbox.queue_full" }, { status: 503 }) },
    1,
    /Octane is there and does not serve now/,
  ],
];

for (const [name, houseOptions, station, words] of behindTheGateway) {
  test.describe(name, () => {
    test.use({ houseOptions });
    test("is told as what it is", async ({ tester }) => {
      await tester.testConnection();
      await endsAt(tester, station, words);
    });
  });
}

base("a port where nobody listens", async ({ page }) => {
  const house = await openHouse({ octane: `http://127.0.0.1:${await freePort()}` });
  const tester = new Tester(page, house);
  await tester.open();
  await tester.testConnection();
  await endsAt(tester, 1, /Nothing listens at the address of Octane/);
  await house.close();
});

base("a certificate of an authority that the gateway does not trust", async ({ page }) => {
  const authority = createAuthority();
  const octane = await startTlsOctane(loaded(authority.issue({ name: "localhost", names: "DNS:localhost" })));
  const house = await openHouse({ octane: `https://localhost:${octane.port}` });
  const tester = new Tester(page, house);
  await tester.open();
  await tester.testConnection();
  await endsAt(tester, 1, /The certificate of Octane is not trusted.*--ca/);
  await house.close();
  await octane.close();
  authority.close();
});

base("a relay that does not let the page in, and one that is gone", async ({ page }) => {
  const hosted = await openBesideRelay({ isClosed: true });
  const tester = new Tester(page, hosted);
  await tester.open();
  await tester.testConnection();
  await endsAt(tester, 0, /does not let this page read the answer \(CORS\)/);
  await hosted.relay.close();
  await page.getByRole("button", { name: "Test the connection" }).click();
  await endsAt(tester, 0, /Nothing answers there/);
  await expect(page.getByRole("link", { name: `Open ${hosted.relay.url} in a tab` })).toBeVisible();
  await hosted.close();
});

base("a relay that the page's policy does not name", async ({ page }) => {
  const house = await openHouse();
  const relay = await listen(() => ({ fetch: async () => new Response("here") }));
  const tester = new Tester(page, house);
  await tester.open();
  await tester.goTo("Submit");
  await page.getByText("Way to Octane").click();
  await page.getByRole("radio", { name: "Relay" }).check();
  await page.getByRole("textbox", { name: "Relay" }).fill(`${relay.url}/?url={url}`);
  await page.getByRole("textbox", { name: "Octane" }).fill("https://octane.example.com");
  await tester.testConnection();
  await endsAt(tester, 0, /The policy of this page does not let it go there/);
  await relay.close();
  await house.close();
});
