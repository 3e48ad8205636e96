/** `serve` and `sandbox` as processes: what they print, what they answer, how they end. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { documentOf, octanePayload, type RunningCommand, start } from "./support/command-line.js";
import { type Octane, startOctane } from "./support/octane.js";
import { THREE_CASES } from "./support/reports.js";

const SIGN_IN = JSON.stringify({ client_id: "sandbox-client", client_secret: "sandbox-secret" });

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
let report = "";
let running: RunningCommand | undefined;
let octane: Octane | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  report = join(folder, "report.xml");
  writeFileSync(report, THREE_CASES);
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>a page</title>");
});

afterEach(async () => {
  running?.process.kill("SIGKILL");
  await running?.ended;
  await octane?.close();
  octane = undefined;
  rmSync(folder, { recursive: true });
});

/** Starts a server command and waits for the address that it prints. */
async function served(...args: string[]): Promise<string> {
  running = start(args);
  const [, url = ""] = await running.until(/(?:sandbox|page): (http:\/\/\S+)/);
  return url;
}

/** Signs in as the page does: with the token that stands in the fragment of the address. */
function signIn(pageUrl: string): Promise<Response> {
  const { origin, hash } = new URL(pageUrl);
  return fetch(`${origin}/octane/authentication/sign_in`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-gateway-token": hash.replace("#token=", "") },
    body: SIGN_IN,
  });
}

async function stopped(signal: NodeJS.Signals): Promise<number | null> {
  running?.process.kill(signal);
  return (await running?.ended)?.code ?? null;
}

test("the sandbox prints what a second terminal needs, and takes its submission", async () => {
  const url = await served("sandbox");
  await running?.until(/Ctrl-C/);
  const variables = [...(running?.words().stdout ?? "").matchAll(/(OCTANE_\w+)=(\S+)/g)].map(
    ([, name, value]) => [name, value],
  );
  const env = Object.fromEntries(variables) as Record<string, string>;
  expect(env.OCTANE_SERVER).toBe(url);
  const run = await octanePayload(["submit", report, "--json"], env);
  expect(documentOf<{ outcome: string }>(run).outcome).toBe("success");
  expect(await stopped("SIGINT")).toBe(0);
});

test("serve --sandbox serves the page and reaches the sandbox from it", async () => {
  const url = await served("serve", "--sandbox", "--page", folder);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("<title>a page</title>");
  expect((await signIn(url)).status).toBe(200);
  expect(await stopped("SIGTERM")).toBe(0);
});

test("serve --octane hands requests on to that server", async () => {
  octane = await startOctane();
  const url = await served("serve", "--octane", octane.url, "--page", folder);
  expect((await signIn(url)).status).toBe(200);
  expect(octane.requests).toEqual(["POST /authentication/sign_in"]);
  expect(await stopped("SIGINT")).toBe(0);
});

test("a request without the token of the page's address is refused", async () => {
  const url = new URL(await served("serve", "--sandbox", "--page", folder));
  expect(url.hash).toMatch(/^#token=[0-9a-f]{48}$/);
  expect((await signIn(url.origin)).status).toBe(403);
  expect(await stopped("SIGTERM")).toBe(0);
});

test("--log tells of requests on standard error, without their secrets", async () => {
  const url = await served("serve", "--sandbox", "--page", folder, "--log");
  await signIn(url);
  await running?.until(/Ctrl-C/);
  expect(await stopped("SIGTERM")).toBe(0);
  const { stderr } = running?.words() ?? { stderr: "" };
  expect(stderr).toMatch(/^POST \/octane\/authentication\/sign_in 200 \d+ ms$/m);
  expect(stderr).not.toMatch(/sandbox-secret|[0-9a-f]{48}/);
});

test("an address that others can reach must be allowed", async () => {
  const run = await octanePayload(["serve", "--sandbox", "--page", folder, "--host", "0.0.0.0"]);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toMatch(/"0\.0\.0\.0" is not a loopback address[\s\S]*--allow-remote allows it/);
});

test("a port that is taken is told", async () => {
  const holder = createServer();
  const port = await new Promise<number>((listening) =>
    holder.listen(0, "127.0.0.1", () => listening((holder.address() as { port: number }).port)),
  );
  const run = await octanePayload(["sandbox", "--port", String(port)]);
  await new Promise((done) => holder.close(done));
  expect(run.code).toBe(2);
  expect(run.stderr).toContain("the port is taken by another program");
});

test.each([
  [
    ["serve", "--sandbox", "--page", "FOLDER", "--origin", "https://page.example.com/x"],
    /--origin takes an origin/,
  ],
  [
    ["serve", "--octane", "https://a", "--page", "FOLDER", "--ca", "nowhere.pem"],
    /--ca "nowhere\.pem" cannot be read/,
  ],
  [["serve"], /serve needs --octane <url> or --sandbox/],
  [["serve", "--sandbox", "--octane", "http://a"], /cannot be used with/],
  [["serve", "--sandbox", "--page", "nowhere"], /"nowhere" holds no index\.html/],
  [["serve", "--octane", "ftp://a"], /--octane is not an http or https URL/],
  [["sandbox", "--port", "70000"], /whole number from 0 to 65535/],
])("%j is wrong usage", async (args, words) => {
  const run = await octanePayload(args.map((arg) => (arg === "FOLDER" ? folder : arg)));
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toMatch(words);
});
