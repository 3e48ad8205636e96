/** Every documented way of signing in, against the sandbox over HTTP: one submission by each. */

import { afterEach, expect, test } from "vitest";
import { OctaneClient, type OctaneClientOptions, type SubmissionProgress } from "../../src/index.js";
import { type SandboxOptions, TRY_API_KEY, TRY_USER } from "../../src/sandbox/index.js";
import { type ServedSandbox, serveSandbox } from "../../src/sandbox/serve.js";
import { libxml2Core } from "../support/libxml2-core.js";
import { part } from "../support/parts.js";

const core = libxml2Core();
let served: ServedSandbox | undefined;

afterEach(() => served?.close());

const PAYLOAD =
  '<test_result><test_runs><test_run name="a" duration="1" status="Passed"/></test_runs></test_result>';

async function submitted(options: Partial<OctaneClientOptions>, sandbox: SandboxOptions = {}) {
  served = await serveSandbox({
    core,
    accessTokens: ["a-known-token"],
    subjectTokens: ["idp-token"],
    ...sandbox,
  });
  const place = { server: served.url, sharedSpace: 1001, workspace: 1002, credentials: TRY_USER };
  const kinds: SubmissionProgress["kind"][] = [];
  const onProgress = ({ kind }: SubmissionProgress) => kinds.push(kind);
  const client = new OctaneClient({ ...place, ...options });
  const { outcome } = await client.submit([part(0, PAYLOAD)], { onProgress });
  return {
    outcome,
    runs: served.sandbox.runs.length,
    opens: kinds.includes("sign-in"),
    closes: kinds.includes("sign-out"),
  };
}

test.each<[string, Partial<OctaneClientOptions>, opens: boolean, closes: boolean]>([
  ["a user", { credentials: TRY_USER }, true, true],
  ["an API key", { credentials: TRY_API_KEY }, true, true],
  ["a user by HTTP Basic", { credentials: TRY_USER, signIn: "basic" }, false, false],
  ["an API key by HTTP Basic", { credentials: TRY_API_KEY, signIn: "basic" }, false, false],
  [
    "an access token as cookie",
    { credentials: { accessToken: "a-known-token" }, tokenTransport: "cookie" },
    false,
    false,
  ],
  [
    "an access token as bearer",
    { credentials: { accessToken: "a-known-token" }, tokenTransport: "bearer" },
    false,
    false,
  ],
  [
    "a token to exchange, as cookie",
    { credentials: { ...TRY_API_KEY, subjectToken: "idp-token" } },
    true,
    false,
  ],
  [
    "a token to exchange, as bearer",
    { credentials: { ...TRY_API_KEY, subjectToken: "idp-token" }, tokenTransport: "bearer" },
    true,
    false,
  ],
])("%s submits", async (_, options, opens, closes) => {
  expect(await submitted(options)).toEqual({ outcome: "success", runs: 1, opens, closes });
});

test("an exchanged token that expires in the middle is exchanged anew", async () => {
  const credentials = { ...TRY_API_KEY, subjectToken: "idp-token" };
  const faults: SandboxOptions["faults"] = [{ fault: "session-expired", phase: "status" }];
  expect(await submitted({ credentials }, { faults })).toMatchObject({ outcome: "success", runs: 1 });
});

test("an existing session writes with the value of its cookie, and is neither opened nor closed", async () => {
  served = await serveSandbox({ core, xsrf: "required" });
  const signIn = { method: "POST", body: JSON.stringify(TRY_USER) };
  const { headers } = await fetch(`${served.url}/authentication/sign_in`, signIn);
  const cookies = new Map(
    headers.getSetCookie().map((line) => line.split(";")[0]?.split("=") as [string, string]),
  );
  // What a browser does for its page: it adds the cookies that the page's session has.
  const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const asBrowser: OctaneClientOptions["fetch"] = (url, init) =>
    fetch(url, {
      ...init,
      headers: [...init.headers.filter(([name]) => name !== "cookie"), ["cookie", cookie]],
    });
  const place = { server: served.url, sharedSpace: 1001, workspace: 1002, fetch: asBrowser };
  const submit = (xsrfToken: string) =>
    new OctaneClient({ ...place, credentials: { xsrfToken } }).submit([part(0, PAYLOAD)]);
  await expect(submit("forged")).rejects.toMatchObject({ kind: "permission" });
  expect((await submit(cookies.get("XSRF_COOKIE") ?? "")).outcome).toBe("success");
  expect(
    (await fetch(`${served.url}/api/shared_spaces/1001/workspaces/1002/releases`, { headers: { cookie } }))
      .status,
  ).toBe(200);
});

test("a server that takes no gzip gets the payload as it is, and every test once", async () => {
  served = await serveSandbox({ core });
  const encodings: (string | undefined)[] = [];
  const fetchWithout: OctaneClientOptions["fetch"] = async (url, init) => {
    const encoding = init.headers.find(([name]) => name === "content-encoding")?.[1];
    if (init.method === "POST" && url.endsWith("/test-results")) encodings.push(encoding);
    return encoding === undefined ? fetch(url, init) : new Response(null, { status: 415 });
  };
  const place = { server: served.url, sharedSpace: 1001, workspace: 1002, credentials: TRY_USER };
  const client = new OctaneClient({ ...place, fetch: fetchWithout, gzip: "always" });
  expect((await client.submit([part(0, PAYLOAD)])).outcome).toBe("success");
  expect(encodings).toEqual(["gzip", undefined]);
});
