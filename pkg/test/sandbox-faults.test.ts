/** Faults of the sandbox: switched on by option, by header and by words, and what each does. */

import { describe, expect, test } from "vitest";
import {
  createSandbox,
  FAULT_HEADER,
  FAULTS,
  readFault,
  type SandboxOptions,
  TRY_USER,
} from "../src/sandbox/index.js";
import { serveSandbox } from "../src/sandbox/serve.js";
import { asJson, core, payload, signedIn, WORKSPACE } from "./support/sandbox-visit.js";

const SCHEMA = `${WORKSPACE}/test-results/xsd`;

function withFault(fault: string): RequestInit {
  return { headers: { [FAULT_HEADER]: fault } };
}

describe("a fault", () => {
  test("that a request asks for befalls that request alone", async () => {
    const visit = await signedIn();
    const answer = await visit.ask(SCHEMA, withFault("queue-full"));
    expect([answer.status, await answer.json()]).toMatchObject([503, { error_code: "testbox.queue_full" }]);
    expect((await visit.ask(SCHEMA)).status).toBe(200);
  });

  test("of the plan befalls its phase, after so many requests, so many times", async () => {
    const visit = await signedIn({ faults: [{ fault: "error", phase: "schema", after: 1, times: 2 }] });
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await visit.ask(SCHEMA)).status);
    expect(statuses).toEqual([200, 500, 500, 200]);
    expect(visit.sandbox.isFaultless).toBe(true);
  });

  test.each<[string, number, string | null]>([
    ["too-many-requests", 429, "1"],
    ["bad-gateway", 502, null],
    ["outage", 503, null],
    ["page", 200, null],
    ["error", 500, null],
    ["forbidden", 403, null],
    ["too-large", 413, null],
    ["gone", 404, null],
    ["method", 405, null],
    ["session-expired", 401, null],
  ])("%s is answered %i", async (fault, status, retryAfter) => {
    const answer = await (await signedIn()).ask(SCHEMA, withFault(fault));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([status, retryAfter]);
  });

  test("carries the payload out before the connection is reset", async () => {
    const visit = await signedIn();
    const posting = visit.post(payload(""), "", { [FAULT_HEADER]: "reset-after" });
    await expect(posting).rejects.toThrow("fetch failed");
    expect(visit.sandbox.submissions).toHaveLength(1);
    await expect(
      visit.post(payload(""), "?skip-errors=true", { [FAULT_HEADER]: "reset-before" }),
    ).rejects.toThrow();
    expect(visit.sandbox.submissions).toHaveLength(1);
  });

  test("renews the session under another key, and the old one is worthless", async () => {
    const visit = await signedIn();
    const answer = await visit.ask(SCHEMA, withFault("cookie-rotation"));
    const renewed = answer.headers.getSetCookie().filter((cookie) => cookie.startsWith("LWSSO_COOKIE_KEY="));
    expect(renewed).toHaveLength(1);
    expect((await visit.ask(SCHEMA)).status).toBe(200);
    const stale = { headers: { cookie: "LWSSO_COOKIE_KEY=stale" } };
    expect((await visit.sandbox.fetch(new Request(`http://sandbox.test${SCHEMA}`, stale))).status).toBe(401);
  });

  test("changes the word of a status, and nothing of the task", async () => {
    const visit = await signedIn({ progress: { by: "requests", queued: 0, running: 0 } });
    const { id } = await (await visit.post(payload(""))).json();
    const path = `${WORKSPACE}/test-results/${id}`;
    const words: unknown[] = [];
    for (const fault of ["stuck", "unknown-status", "none"]) {
      words.push((await (await visit.ask(path, withFault(fault))).json()).status);
    }
    expect(words).toEqual(["running", "postponed", "success"]);
  });
});

describe("over a connection", () => {
  async function over(fault: string, options: SandboxOptions = {}): Promise<Response> {
    const served = await serveSandbox({ core, ...options });
    const { headers } = await fetch(`${served.url}/authentication/sign_in`, asJson(TRY_USER));
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    try {
      const answer = await fetch(`${served.url}${SCHEMA}`, { headers: { cookie, [FAULT_HEADER]: fault } });
      return new Response(await answer.text(), { status: answer.status, headers: answer.headers });
    } finally {
      await served.close();
    }
  }

  test.each(["reset-before", "reset-after", "cut"])("%s ends it without an answer", async (fault) => {
    await expect(over(fault)).rejects.toThrow();
  });

  test("slow and gzip answers come whole", async () => {
    const schema = await core.schema();
    const slow = await over("slow");
    const packed = await over("gzip");
    expect([await slow.text(), await packed.text()]).toEqual([schema, schema]);
    expect(packed.headers.get("content-encoding")).toBe("gzip");
  });

  test("a request beyond the rate is told when to come again", async () => {
    const answer = await over("none", { requestsPerSecond: 1 });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
  });
});

describe("words", () => {
  test.each([
    ["queue-full", { fault: "queue-full" }],
    ["post:queue-full*3", { fault: "queue-full", phase: "post", times: 3 }],
    ["log:gone*", { fault: "gone", phase: "log", times: Number.POSITIVE_INFINITY }],
    ["post:nonsense", undefined],
    ["nowhere:cut", undefined],
    ["", undefined],
  ])("%s", (text, expected) => {
    expect(readFault(text)).toEqual(expected);
  });

  test("name every fault", () => {
    expect(FAULTS.map((fault) => readFault(fault)?.fault)).toEqual([...FAULTS]);
  });
});

describe("other ways in", () => {
  const basic = (name: string, secret: string) => ({ authorization: `Basic ${btoa(`${name}:${secret}`)}` });

  test("a token of the identity provider is exchanged for one that is let in until it expires", async () => {
    const sandbox = createSandbox({ core, subjectTokens: ["idp"] });
    const ask = (path: string, init: RequestInit) =>
      sandbox.fetch(new Request(`http://sandbox.test${path}`, init));
    const exchange = (token: string) =>
      ask("/osp/a/au/auth/oauth2/token", {
        method: "POST",
        headers: basic("sandbox-client", "sandbox-secret"),
        body: new URLSearchParams({ subject_token: token }),
      });
    expect((await exchange("forged")).status).toBe(401);
    const { access_token: token } = await (await exchange("idp")).json();
    const enter = () => ask(SCHEMA, { headers: { authorization: `Bearer ${token}` } });
    expect((await enter()).status).toBe(200);
    sandbox.expireSessions();
    expect((await enter()).status).toBe(401);
  });

  test("where forged requests are watched for, a write without the cookie's value is refused", async () => {
    const visit = await signedIn({ xsrf: "required" });
    expect((await visit.post(payload(""))).status).toBe(403);
    expect((await visit.ask(SCHEMA)).status).toBe(200);
  });
});
