/** Who the sandbox lets in, and for how long. */

import { describe, expect, test } from "vitest";
import { createSandbox, TRY_API_KEY, TRY_USER } from "../src/sandbox/index.js";
import { asJson, core, signedIn, visitor, WORKSPACE } from "./support/sandbox-visit.js";

describe("signing in", () => {
  test.each([
    ["a user", { user: TRY_USER.user, password: TRY_USER.password }],
    ["an API key", { client_id: TRY_API_KEY.clientId, client_secret: TRY_API_KEY.clientSecret }],
    [
      "an API key sent as user and password",
      { user: TRY_API_KEY.clientId, password: TRY_API_KEY.clientSecret },
    ],
  ])("%s is let in with its cookies", async (_, credentials) => {
    const visit = visitor(createSandbox({ core }));
    const response = await visit.signIn(credentials);
    const names = response.headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
    expect([response.status, names]).toEqual([200, ["LWSSO_COOKIE_KEY", "OCTANE_USER", "XSRF_COOKIE"]]);
    expect((await visit.ask(`${WORKSPACE}/test-results/xsd`)).status).toBe(200);
  });

  test.each([
    ["a wrong password", { user: TRY_USER.user, password: "wrong" }],
    ["no name at all", {}],
    ["a list", []],
    ["names that objects inherit", { user: "constructor", password: "toString" }],
  ])("%s is answered 401 without a cookie", async (_, credentials) => {
    const response = await visitor(createSandbox({ core })).signIn(credentials);
    expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
  });

  test("a body that is not JSON is answered 401", async () => {
    const visit = visitor(createSandbox({ core }));
    expect((await visit.ask("/authentication/sign_in", { method: "POST", body: "{" })).status).toBe(401);
  });

  test("every path of the API is closed without a session", async () => {
    const { ask } = visitor(createSandbox({ core }));
    const paths = ["/test-results/xsd", "/test-results/1", "/test-results/1/log", "/releases", "/nowhere"];
    const answers = await Promise.all(paths.map((path) => ask(`${WORKSPACE}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 401));
  });

  test("signing out ends the session on the server, not only in the client", async () => {
    const { sandbox, ask, signIn } = visitor(createSandbox({ core }));
    const response = await signIn({ user: TRY_USER.user, password: TRY_USER.password });
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    await ask("/authentication/sign_out", { method: "POST" });
    const kept = new Request(`http://sandbox.test${WORKSPACE}/releases`, { headers: { cookie } });
    expect((await sandbox.fetch(kept)).status).toBe(401);
  });

  test("a session is over after its lifetime without a request, and says so", async () => {
    let now = 0;
    const { ask } = await signedIn({ sessionLifetime: 1000, now: () => now });
    now = 999;
    expect((await ask(`${WORKSPACE}/releases`)).status).toBe(200);
    now = 999 + 1000;
    const response = await ask(`${WORKSPACE}/releases`);
    expect([response.status, (await response.json()).error_code]).toEqual([
      401,
      "VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT",
    ]);
  });

  test("an access token is taken as bearer and as cookie, HTTP Basic with known credentials", async () => {
    const { ask } = visitor(createSandbox({ core, accessTokens: ["t0ken"] }));
    const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
    const headers = [
      { authorization: "Bearer t0ken" },
      { cookie: "access_token=t0ken" },
      { authorization: basic(`${TRY_USER.user}:${TRY_USER.password}`) },
      { authorization: "Bearer other" },
      { authorization: basic("a:b:c") },
      { authorization: "Basic %%%" },
    ];
    const answers = await Promise.all(
      headers.map((one) => ask(`${WORKSPACE}/releases`, { headers: one as HeadersInit })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401, 401]);
  });

  test("inside a page the sandbox carries the session itself", async () => {
    const sandbox = createSandbox({ core, session: "ambient" });
    const plain = (path: string, init?: RequestInit) =>
      sandbox.fetch(new Request(`http://sandbox.test${path}`, init));
    expect((await plain(`${WORKSPACE}/releases`)).status).toBe(401);
    await plain("/authentication/sign_in", asJson({ user: TRY_USER.user, password: TRY_USER.password }));
    expect((await plain(`${WORKSPACE}/releases`)).status).toBe(200);
    await plain("/authentication/sign_out", { method: "POST" });
    expect((await plain(`${WORKSPACE}/releases`)).status).toBe(401);
  });
});
