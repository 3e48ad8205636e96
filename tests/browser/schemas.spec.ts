/** The server's schema across visits: asked for at each sign-in, kept in between, used where the server is out of reach. */

import type { Between, House } from "./support/house.js";
import { USER } from "./support/house.js";
import { calculator } from "./support/reports.js";
import { expect, test } from "./support/test.js";
import type { Tester } from "./support/tester.js";

/** What the server is like; the tests change it in between. */
let server: { isOut?: boolean; hasSchema?: boolean; extra?: string } = {};

/** An attribute that runs may have beside those of the bundled schema. */
const attribute = (name: string) => `<xs:attribute name="${name}" type="xs:string"/>`;

const between: Between = async (request, octane) => {
  if (server.isOut) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const answer = await octane(request);
  if (!request.url.endsWith("/xsd")) return answer;
  if (server.hasSchema === false) return Response.json({}, { status: 404 });
  const text = await answer.text();
  return new Response(text.replace(/(?=<xs:attribute name="external_assets")/, server.extra ?? ""));
};

test.use({ houseOptions: { between } });

test.beforeEach(() => {
  server = {};
});

/** Opens the page anew, as at a later visit. */
async function visit(tester: Tester): Promise<void> {
  await tester.page.reload();
  await tester.goTo("Reports");
  await tester.drop(calculator);
  await tester.sees("calculator.xml", 6);
}

/** What the page says of the schema. */
async function note(tester: Tester) {
  await tester.goTo("Check");
  return tester.page.locator("#schema-note");
}

/** Signs in to a server that is out of reach, until the page gives up. */
async function signInInVain(tester: Tester): Promise<void> {
  await tester.signIn();
  await expect(tester.page.locator(".failure")).toBeVisible();
}

test("what the server gave counts at a later visit where the server is out of reach, with its date", async ({
  tester,
  house,
}) => {
  server.extra = attribute("mood");
  await tester.signsIn();
  server.isOut = true;
  await visit(tester);
  await expect(await note(tester)).toContainText("the schema that comes with this page");
  await signInInVain(tester);
  const { origin } = new URL(house.url);
  await expect(await note(tester)).toContainText(`the schema that ${origin}/octane gave on `);
  await expect(await note(tester)).toContainText("it does not give it now");
  await expect(await note(tester)).toContainText('it has 1 more: "test_run/@mood"');
  await tester.page.getByRole("button", { name: "Show the schema" }).click();
  await expect(tester.page.locator("payload-text .cm-content")).toContainText("xs:schema");

  await tester.page.getByRole("combobox", { name: "Language" }).selectOption("Deutsch");
  await expect(tester.page.locator("#schema-note")).toContainText("Jetzt gibt er es nicht.");
});

test("a gateway that is gone leaves the schema of the last visit", async ({ tester, house }) => {
  await tester.signsIn();
  await tester.page.getByRole("button", { name: "Sign out" }).click();
  await tester.goTo("Reports");
  await tester.drop(calculator);
  await house.close();
  await signInInVain(tester);
  await expect(await note(tester)).toContainText("it does not give it now");
});

test("a server that lost its schema is checked against the one that it gave", async ({ tester }) => {
  await tester.signsIn();
  server.hasSchema = false;
  await visit(tester);
  await tester.signsIn();
  await expect(await note(tester)).toContainText("it does not give it now");
  await tester.submit();
  await expect(tester.outcome("success")).toBeVisible();
});

test("a schema that has changed replaces the kept one, and the change is told in one line", async ({
  tester,
}) => {
  await tester.signsIn();
  await visit(tester);
  await tester.signsIn();
  await expect(await note(tester)).toContainText("fetched on");
  await expect(await note(tester)).not.toContainText("changed since");
  server.extra = attribute("mood");
  await visit(tester);
  await tester.signsIn();
  await expect(await note(tester)).toContainText(
    /It has changed since .*: compared with that one it has 1 more/,
  );
  server.isOut = true;
  await visit(tester);
  await signInInVain(tester);
  await expect(await note(tester)).toContainText('"test_run/@mood"');
});

test("a schema in other words is told as one that says the same", async ({ tester }) => {
  await tester.signsIn();
  server.extra = "<!-- nothing -->";
  await visit(tester);
  await tester.signsIn();
  await expect(await note(tester)).toContainText("and says the same");
});

test("another workspace has no part in it", async ({ tester, page }) => {
  await tester.signsIn();
  server.isOut = true;
  await visit(tester);
  await tester.fillSignIn();
  await page.getByLabel("Workspace", { exact: true }).fill("1003");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator(".failure")).toBeVisible();
  await expect(await note(tester)).toContainText("the schema that comes with this page");
});

test("a wrong password is no reason to fall back", async ({ tester }) => {
  await tester.signsIn();
  await visit(tester);
  await tester.signIn("wrong");
  await expect(tester.failure("Octane refused the sign-in")).toBeFocused();
  await expect(await note(tester)).toContainText("the schema that comes with this page");
});

test("what the browser keeps holds the schema and its place, and no secret", async ({ tester, house }) => {
  await tester.signsIn();
  const kept = await everythingKept(tester);
  expect(kept.map(({ key }) => key)).toEqual([
    JSON.stringify([`${new URL(house.url).origin}/octane`, "1001", "1002"]),
  ]);
  expect(Object.keys(kept[0]?.value ?? {}).sort()).toEqual(["fetched", "sha256", "text"]);
  for (const secret of [USER.user, USER.password, tokenOf(house)])
    expect(JSON.stringify(kept)).not.toContain(secret);
});

function tokenOf({ url }: House): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get("token") ?? "";
}

/** All that is in the database of the schemas. */
function everythingKept(tester: Tester): Promise<{ key: string; value: Record<string, unknown> }[]> {
  return tester.page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open("octane-payload-schemas"));
    const store = database.transaction("schemas").objectStore("schemas");
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    return keys.map((key, index) => ({ key: String(key), value: values[index] }));
  });
}
