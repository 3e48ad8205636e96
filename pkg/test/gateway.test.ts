/** The gateway at work: the page's files, Octane behind it, sessions, and what it says when Octane is in trouble. */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGateway, type GatewayOptions, type Passage } from "../src/gateway/index.js";
import { type ServedGateway, serveGateway } from "../src/gateway/serve.js";
import type { Listening } from "../src/http/listen.js";
import { TRY_USER } from "../src/sandbox/index.js";
import { type ServedSandbox, serveSandbox } from "../src/sandbox/serve.js";
import { libxml2Core } from "./support/libxml2-core.js";

const WORKSPACE = "/octane/api/shared_spaces/1001/workspaces/1002";
const SIGN_IN = "/octane/authentication/sign_in";
const SIGN_OUT = "/octane/authentication/sign_out";
const PAYLOAD =
  '<test_result><test_runs><test_run name="a" duration="1" status="Passed"/></test_runs></test_result>';
const USER = JSON.stringify({ user: TRY_USER.user, password: TRY_USER.password });

/** A browser tab: it keeps the gateway's cookie, and nothing else. */
function tab({ url, token }: { url: string; token: string }) {
  let cookie = "";
  const received: string[] = [];
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, {
      ...init,
      headers: { "x-gateway-token": token, ...init.headers, cookie },
    });
    const lines = response.headers.getSetCookie();
    received.push(...lines);
    cookie = lines[0]?.split(";")[0] ?? cookie;
    return response;
  };
  const post = (path: string, body: string, type = "application/xml") =>
    ask(path, { method: "POST", body, headers: { "content-type": type } });
  return { ask, post, received, signIn: () => post(SIGN_IN, USER, "application/json") };
}

describe("in front of the sandbox", () => {
  let sandbox: ServedSandbox;
  let gateway: ServedGateway;
  const passages: Passage[] = [];

  beforeAll(async () => {
    sandbox = await serveSandbox({ core: libxml2Core() });
    gateway = await serveGateway({ upstream: sandbox.url, onPassage: (passage) => passages.push(passage) });
  });
  afterAll(async () => {
    await gateway.close();
    await sandbox.close();
  });

  test("a page signs in, fetches the schema, submits, follows and signs out", async () => {
    const { ask, post, signIn } = tab(gateway);
    expect((await signIn()).status).toBe(200);
    expect(await (await ask(`${WORKSPACE}/test-results/xsd`)).text()).toContain("xs:schema");
    const { id } = await (await post(`${WORKSPACE}/test-results?skip-errors=true`, PAYLOAD)).json();
    const words = [];
    for (let look = 0; look < 3; look += 1) {
      words.push((await (await ask(`${WORKSPACE}/test-results/${id}`)).json()).status);
    }
    expect(words).toEqual(["queued", "running", "success"]);
    expect(await (await ask(`${WORKSPACE}/test-results/${id}/log`)).text()).toContain("status: success\n");
    expect(new TextDecoder().decode(sandbox.sandbox.submissions[0]?.bytes)).toBe(PAYLOAD);
    expect(sandbox.sandbox.submissions[0]?.skipErrors).toBe(true);
    expect((await post(SIGN_OUT, "")).status).toBe(200);
    expect((await ask(`${WORKSPACE}/releases`)).status).toBe(401);
  });

  test("the page never gets a cookie of Octane, only one that scripts and other sites cannot use", async () => {
    const { received, signIn } = tab(gateway);
    await signIn();
    expect(received).toEqual([
      expect.stringMatching(
        /^octane_gateway_[0-9]+=[0-9a-f]{48}; Path=\/octane; HttpOnly; SameSite=Strict$/u,
      ),
    ]);
  });

  test("two pages have two sessions", async () => {
    const [first, second] = [tab(gateway), tab(gateway)];
    await first.signIn();
    const answers = await Promise.all([first, second].map(({ ask }) => ask(`${WORKSPACE}/releases`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
  });

  test("a made-up session opens nothing, and signing in does not adopt it", async () => {
    const { ask, received, signIn } = tab(gateway);
    const cookie = `octane_gateway_${new URL(gateway.url).port}=${"0".repeat(48)}`;
    const init = { headers: { cookie, "x-gateway-token": gateway.token } };
    expect((await fetch(`${gateway.url}${WORKSPACE}/releases`, init)).status).toBe(401);
    await signIn();
    expect(received.join()).not.toContain("0".repeat(48));
    expect((await ask(`${WORKSPACE}/releases`)).status).toBe(200);
  });

  test("a refusal of Octane comes through as it is, with the mark on what is not verified", async () => {
    const { post, signIn } = tab(gateway);
    await signIn();
    const response = await post(`${WORKSPACE}/test-results`, "<x/>");
    expect([response.status, (await response.json()).error_code]).toEqual([400, "testbox.invalid_payload"]);
    expect(response.headers.get("x-sandbox-unverified")).toContain("schema refusal");
  });

  test("what is told of a request is its path and outcome, never its query, cookies or body", async () => {
    passages.length = 0;
    const { ask, signIn } = tab(gateway);
    await signIn();
    await ask(`${WORKSPACE}/releases?query=s3cret`);
    expect(passages).toMatchObject([
      { method: "POST", path: SIGN_IN, status: 200 },
      { method: "GET", path: `${WORKSPACE}/releases`, status: 400 },
    ]);
    expect(JSON.stringify(passages)).not.toMatch(/s3cret|sandbox@|LWSSO|gateway_/u);
  });
});

/** A gateway in this process; its upstream is a function, and it is asked as its page would. */
function gatewayTo(upstream: GatewayOptions["upstream"], options: Partial<GatewayOptions> = {}) {
  const gateway = createGateway({ upstream, hosts: ["gate.test"], ...options });
  return (path: string, init: RequestInit = {}) =>
    gateway.fetch(
      new Request(`http://gate.test${path}`, { ...init, headers: { host: "gate.test", ...init.headers } }),
    );
}

describe("what goes on to Octane", () => {
  test("of the headers, only those that the documentation knows", async () => {
    const seen: Record<string, string>[] = [];
    const ask = gatewayTo(async (request) => {
      seen.push(Object.fromEntries(request.headers));
      return new Response();
    });
    const kept = {
      accept: "application/json",
      authorization: "Bearer t",
      "content-encoding": "gzip",
      "content-type": "application/xml",
      "x-correlation-id": "c",
    };
    const dropped = {
      connection: "x-hop",
      cookie: "a=b",
      forwarded: "for=1.2.3.4",
      "keep-alive": "timeout=5",
      "proxy-authorization": "Basic x",
      referer: "http://gate.test/",
      te: "trailers",
      upgrade: "websocket",
      "user-agent": "page",
      "x-forwarded-for": "1.2.3.4",
      "x-hop": "1",
    };
    await ask(`${WORKSPACE}/test-results`, { method: "POST", body: "x", headers: { ...kept, ...dropped } });
    expect(seen).toEqual([kept]);
  });

  test("the exchange of tokens, without a session", async () => {
    const seen: string[] = [];
    const ask = gatewayTo(async (request) => {
      seen.push(`${request.method} ${new URL(request.url).pathname}`);
      return Response.json({ access_token: "t" });
    });
    expect((await ask("/octane/osp/a/au/auth/oauth2/token", { method: "POST", body: "a=b" })).status).toBe(
      200,
    );
    expect((await ask("/octane/osp/a/au/auth/oauth2/token")).status).toBe(405);
    expect(seen).toEqual(["POST /osp/a/au/auth/oauth2/token"]);
  });

  test("the path behind the context path of the server, with the query", async () => {
    const seen: string[] = [];
    const record = async (url: string) => {
      seen.push(url);
      return new Response();
    };
    const ask = gatewayTo("https://octane.example.com/ctx/", { fetch: record });
    await ask(`${WORKSPACE}/releases?fields=id,name&limit=5`);
    expect(seen).toEqual([
      "https://octane.example.com/ctx/api/shared_spaces/1001/workspaces/1002/releases?fields=id,name&limit=5",
    ]);
  });

  test("the body in one piece, with its length", async () => {
    const server = createServer((incoming, outgoing) => {
      outgoing.end(`${incoming.headers["content-length"]} ${incoming.headers["transfer-encoding"]}`);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const ask = gatewayTo(`http://127.0.0.1:${port}`);
    const response = await ask(`${WORKSPACE}/test-results`, { method: "POST", body: "12345" });
    expect(await response.text()).toBe("5 undefined");
    server.closeAllConnections();
    server.close();
  });

  test.each([
    "ftp://octane.example.com",
    "https://user:secret@octane.example.com",
    "https://octane.example.com/?a=b",
    "octane.example.com",
    "",
  ])('"%s" is no address of Octane', (address) => {
    expect(() => gatewayTo(address)).toThrow(TypeError);
  });
});

describe("cookies of Octane", () => {
  /** Answers each request with the next cookies, and records what cookies came. */
  function jarTest(...answers: string[][]) {
    const seen: (string | null)[] = [];
    let now = 0;
    const ask = gatewayTo(
      async (request) => {
        seen.push(request.headers.get("cookie"));
        const headers = new Headers();
        for (const line of answers[seen.length - 1] ?? []) headers.append("set-cookie", line);
        return new Response(null, { headers });
      },
      { now: () => now },
    );
    let cookie = "";
    const visit = async (path = `${WORKSPACE}/releases`, method = "GET") => {
      const response = await ask(path, { method, headers: { cookie } });
      cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    };
    const wait = (milliseconds: number) => {
      now += milliseconds;
    };
    return { seen, visit, wait };
  }

  test("are sent back, renewed by any answer, and ended by Max-Age or Expires", async () => {
    const { seen, visit } = jarTest(
      ["A=1; Path=/; HttpOnly", "B=2; Secure"],
      ["A=3"],
      ["B=; Max-Age=0"],
      ["A=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT"],
    );
    for (let count = 0; count < 5; count += 1) await visit();
    expect(seen).toEqual([null, "A=1; B=2", "A=3; B=2", "A=3", null]);
  });

  test("go to the path they are for only", async () => {
    const { seen, visit } = jarTest(["A=1; Path=/msg", "B=2; Path=/api", "C=3; Path=/ap"]);
    await visit();
    await visit();
    expect(seen[1]).toBe("B=2");
  });

  test("that are not well-formed are not kept", async () => {
    const { seen, visit } = jarTest(["=1", "A B=1", "C=1,2; x", "D", `E=${"é"}`, "F=ok"]);
    await visit();
    await visit();
    expect(seen[1]).toBe("C=1,2; E=; F=ok");
  });

  test("are not sent to sign_in, which starts a session of its own", async () => {
    const { seen, visit } = jarTest(["A=1"], ["A=2"]);
    await visit(SIGN_IN, "POST");
    await visit(SIGN_IN, "POST");
    await visit();
    expect(seen).toEqual([null, null, "A=2"]);
  });

  test("are forgotten on sign_out, though the server sets new ones", async () => {
    const { seen, visit } = jarTest(["A=1"], ["A=2"]);
    await visit();
    await visit(SIGN_OUT, "POST");
    await visit();
    expect(seen).toEqual([null, "A=1", null]);
  });

  test("are forgotten after half a day without a request", async () => {
    const { seen, visit, wait } = jarTest(["A=1"]);
    await visit();
    wait(12 * 60 * 60 * 1000);
    await visit();
    wait(12 * 60 * 60 * 1000 + 1);
    await visit();
    expect(seen).toEqual([null, "A=1", null]);
  });
});

describe("Octane in trouble", () => {
  const systemError = (code: string) => async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("no secret"), { code }) });
  };

  test.each([
    ["ECONNREFUSED", 502, "gateway-upstream-unreachable"],
    ["ECONNRESET", 502, "gateway-upstream-unreachable"],
    ["ENOTFOUND", 502, "gateway-upstream-unknown-host"],
    ["EAI_AGAIN", 502, "gateway-upstream-unknown-host"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", 502, "gateway-upstream-tls"],
    ["CERT_HAS_EXPIRED", 502, "gateway-upstream-tls"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", 502, "gateway-upstream-tls"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", 502, "gateway-upstream-tls"],
    ["UND_ERR_CONNECT_TIMEOUT", 504, "gateway-upstream-timeout"],
    ["ETIMEDOUT", 504, "gateway-upstream-timeout"],
  ])("%s is told as %i %s", async (reason, status, code) => {
    const headers = { "x-correlation-id": "c-7" };
    const response = await gatewayTo(systemError(reason))(`${WORKSPACE}/releases`, { headers });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      error_code: code,
      correlation_id: "c-7",
      properties: { reason },
    });
  });

  test("a port where nobody listens is told as unreachable", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const response = await gatewayTo(`http://127.0.0.1:${port}`)(`${WORKSPACE}/releases`);
    expect(await response.json()).toMatchObject({
      error_code: "gateway-upstream-unreachable",
      properties: { reason: "ECONNREFUSED" },
    });
  });

  test.each([
    ["says nothing", "gateway-upstream-timeout", () => {}],
    [
      "stops in the middle",
      "gateway-upstream-timeout",
      (write: (text: string) => void) => write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    ],
  ])("a server that %s is told as %s", async (_, code, talk) => {
    const server = createServer().listen(0, "127.0.0.1");
    server.on("connection", (socket) => talk((text) => socket.write(text)));
    server.removeAllListeners("request");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const response = await gatewayTo(`http://127.0.0.1:${port}`, { timeout: 100 })(`${WORKSPACE}/releases`);
    expect(await response.json()).toMatchObject({ error_code: code });
    server.closeAllConnections();
    server.close();
  });

  test("an answer that breaks off is told as broken off", async () => {
    const server = createServer((_, outgoing) => {
      outgoing.writeHead(200, { "content-length": "9" });
      outgoing.write("half", () => outgoing.destroy());
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const response = await gatewayTo(`http://127.0.0.1:${port}`)(`${WORKSPACE}/releases`);
    expect(await response.json()).toMatchObject({ error_code: "gateway-upstream-broken-off" });
    server.close();
  });

  test("an answer over the limit is told as too large", async () => {
    const ask = gatewayTo(async () => new Response("x".repeat(1001)), { maxAnswerBytes: 1000 });
    expect(await (await ask(`${WORKSPACE}/releases`)).json()).toMatchObject({
      error_code: "gateway-upstream-too-large",
    });
  });

  test("a redirect is not followed, and its target is told without its path and query", async () => {
    const location = "https://login.example.com/sso?token=s3cret";
    const asked: string[] = [];
    const ask = gatewayTo(async (request) => {
      asked.push(request.url);
      return new Response(null, { status: 302, headers: { location } });
    });
    const response = await ask(`${WORKSPACE}/releases`);
    expect(await response.json()).toMatchObject({
      error_code: "gateway-upstream-redirect",
      properties: { status: 302, to: "https://login.example.com" },
    });
    expect((await ask(SIGN_OUT, { method: "POST" })).status).toBe(200);
    expect(asked.length).toBe(2);
  });

  test("a page that Octane shows in an outage comes through, but may do nothing in our name", async () => {
    const headers = { "content-type": "text/html", "www-authenticate": "Basic realm=x", "set-cookie": "A=1" };
    const ask = gatewayTo(async () => new Response("<script>alert(1)</script>", { status: 503, headers }));
    const response = await ask(`${WORKSPACE}/releases`);
    expect([response.status, await response.text()]).toEqual([503, "<script>alert(1)</script>"]);
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("www-authenticate")).toBeNull();
    expect(response.headers.getSetCookie().join()).not.toContain("A=1");
  });

  test("Retry-After comes through", async () => {
    const ask = gatewayTo(async () => new Response("", { status: 429, headers: { "retry-after": "7" } }));
    expect((await ask(`${WORKSPACE}/releases`)).headers.get("retry-after")).toBe("7");
  });
});

test("a request that the page gives up ends at Octane, too", async () => {
  const giveUp = new AbortController();
  const ask = gatewayTo(async (request) => {
    giveUp.abort();
    request.signal.throwIfAborted();
    return new Response("went on");
  });
  const response = await ask(`${WORKSPACE}/releases`, { signal: giveUp.signal });
  expect(await response.text()).not.toBe("went on");
});

describe("the page", () => {
  let directory: string;
  let gateway: Listening;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "octane-payload-page-"));
    await mkdir(join(directory, "page", "assets"), { recursive: true });
    await writeFile(join(directory, "secret.txt"), "secret");
    await writeFile(join(directory, "page", "index.html"), "<!doctype html>");
    await writeFile(join(directory, "page", "assets", "core-1a2b.wasm"), "\0asm");
    const upstream = async () => new Response();
    gateway = await serveGateway({ upstream, pageDirectory: join(directory, "page") });
  });
  afterAll(async () => {
    await gateway.close();
    await rm(directory, { recursive: true });
  });

  test.each([
    ["/", "text/html; charset=utf-8", "no-cache"],
    ["/index.html", "text/html; charset=utf-8", "no-cache"],
    ["/assets/core-1a2b.wasm", "application/wasm", "public, max-age=31536000, immutable"],
  ])("%s is served as %s, %s", async (path, type, caching) => {
    const { status, headers } = await fetch(`${gateway.url}${path}`);
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([200, type, caching]);
  });

  test("may load its own scripts, styles and wasm, and nothing else", async () => {
    const { headers } = await fetch(gateway.url);
    expect(headers.get("content-security-policy")?.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html octane-payload",
    ]);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("is also served by HEAD, and a link from another site leads to it", async () => {
    expect((await fetch(gateway.url, { method: "HEAD" })).status).toBe(200);
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await fetch(gateway.url, { headers })).status).toBe(200);
  });

  test("has the files of its directory only", async () => {
    const answers = await Promise.all(
      ["/secret.txt", "/assets", "/assets/", "/page/index.html"].map((path) =>
        fetch(`${gateway.url}${path}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  test("a directory that is not there is told at the start", async () => {
    const starting = serveGateway({
      upstream: async () => new Response(),
      pageDirectory: join(directory, "none"),
    });
    await expect(starting).rejects.toMatchObject({ code: "ENOENT" });
  });
});
