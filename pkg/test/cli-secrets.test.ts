/** Where secrets come from, and which goes before which. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCredentials } from "../src/cli/environment.js";
import { type SecretFlags, withSecrets } from "../src/cli/secrets.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  writeFileSync(join(folder, "secret"), "s3cret\r\n");
  writeFileSync(join(folder, "empty"), "\n");
  writeFileSync(join(folder, "lines"), "one\ntwo\n");
});

afterAll(() => rmSync(folder, { recursive: true }));

const ENV = { OCTANE_CLIENT_ID: "id", OCTANE_CLIENT_SECRET: "of the environment" };

async function read(flags: SecretFlags, env: Record<string, string> = ENV) {
  const warnings: string[] = [];
  const writer = { line: (text: string) => void warnings.push(text), text: () => {}, paint: () => "" };
  const merged = await withSecrets(flags, env, writer);
  return { credentials: readCredentials(merged), warnings, merged };
}

test("a file goes before the environment, and loses its line end", async () => {
  const { credentials, warnings } = await read({ clientSecretFile: join(folder, "secret") });
  expect(credentials).toEqual({ clientId: "id", clientSecret: "s3cret" });
  expect(warnings).toEqual([]);
});

test("a user by flag goes before the API key of the environment", async () => {
  const { credentials } = await read({ user: "me", passwordFile: join(folder, "secret") });
  expect(credentials).toEqual({ user: "me", password: "s3cret" });
});

test("a secret in a flag works and is warned of, without being repeated", async () => {
  const { credentials, warnings } = await read({ user: "me", password: "hunter2" });
  expect(credentials).toEqual({ user: "me", password: "hunter2" });
  expect(warnings).toEqual([expect.stringMatching(/^warning: --password holds a secret, .*OCTANE_PASSWORD/)]);
  expect(warnings.join()).not.toContain("hunter2");
});

test("an access token by flag is exchanged by an API key, and used as it is without one", async () => {
  expect((await read({ accessToken: "t" })).credentials).toMatchObject({ clientId: "id", subjectToken: "t" });
  expect((await read({ accessToken: "t" }, {})).credentials).toEqual({ accessToken: "t" });
});

test("the sign-in at a proxy comes from its own flags", async () => {
  const { merged } = await read({ proxyUser: "p", proxyPasswordFile: join(folder, "secret") });
  expect(merged).toMatchObject({ OCTANE_PROXY_USER: "p", OCTANE_PROXY_PASSWORD: "s3cret" });
});

test.each([
  ["nowhere", /does not exist/],
  ["empty", /no secret in one line/],
  ["lines", /no secret in one line/],
])("the file %s is refused", async (name, message) => {
  await expect(read({ clientSecretFile: join(folder, name) })).rejects.toThrow(message);
});

test("without a terminal nobody is asked", async () => {
  await expect(read({ user: "me", password: true }, {})).rejects.toThrow("--password needs a terminal");
  await expect(read({ user: "me" }, {})).rejects.toThrow("OCTANE_PASSWORD is not set");
});
