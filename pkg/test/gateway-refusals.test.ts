/** What the gateway does not let through, request by request, over real sockets. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedGateway, serveGateway } from "../src/gateway/serve.js";
import { RemoteAddressError } from "../src/http/listen.js";
import { sendRaw } from "./support/raw-http.js";

const WORKSPACE = "/octane/api/shared_spaces/1001/workspaces/1002";
const RESULTS = `${WORKSPACE}/test-results`;

let gateway: ServedGateway;
let host: string;
const reached: string[] = [];

beforeAll(async () => {
  const upstream = async (request: Request) => {
    reached.push(`${request.method} ${new URL(request.url).pathname}`);
    return new Response("reached");
  };
  gateway = await serveGateway({ upstream, maxBodyBytes: 1000 });
  host = new URL(gateway.url).host;
});

afterAll(() => gateway.close());

/** A request that would be let in, but for what the row changes. */
interface Row {
  line?: string;
  host?: string | null;
  token?: string | null;
  headers?: string[];
  body?: string;
}

function text({ line = `GET ${RESULTS}/1 HTTP/1.1`, headers = [], body = "", ...row }: Row): string {
  const named = row.host === undefined ? host : row.host;
  const hosts = named === null ? [] : [`Host: ${named}`];
  const token = row.token === undefined ? gateway.token : row.token;
  const tokens = token === null ? [] : [`X-Gateway-Token: ${token}`];
  return [line, ...hosts, "Connection: close", ...tokens, ...headers, "", body].join("\r\n");
}

/** Rows may say PORT and T0KEN for those that the gateway has. */
function wire(row: Row): string {
  return text(row).replace(/PORT/gu, new URL(gateway.url).port).replace(/T0KEN/gu, gateway.token);
}

const get = (path: string): Row => ({ line: `GET ${path} HTTP/1.1` });
const post = (headers: string[], body: string): Row => ({ line: `POST ${RESULTS} HTTP/1.1`, headers, body });

const HOSTS: [string, Row][] = [
  ["no Host", { host: null, line: `GET ${RESULTS}/1 HTTP/1.0` }],
  ["no Host over HTTP/1.1", { host: null }],
  ["an empty Host", { host: "" }],
  ["another name", { host: "evil.test" }],
  ["another name with our port", { host: "evil.test:PORT" }],
  ["a rebinding name that begins like loopback", { host: "127.evil.test:PORT" }],
  ["a rebinding name that ends like loopback", { host: "evil.localhost:PORT" }],
  [
    "a rebinding name that equals its Origin",
    { host: "evil.test:PORT", headers: ["Origin: http://evil.test:PORT"] },
  ],
  ["a rebinding service's name", { host: "127.0.0.1.nip.io:PORT" }],
  ["loopback without the port", { host: "127.0.0.1" }],
  ["loopback with another port", { host: "127.0.0.1:1" }],
  ["another address of loopback", { host: "127.0.0.2:PORT" }],
  ["loopback in another notation", { host: "0x7f000001:PORT" }],
  ["loopback as one number", { host: "2130706433:PORT" }],
  ["all addresses", { host: "0.0.0.0:PORT" }],
  ["a dot at the end", { host: "localhost.:PORT" }],
  ["a user in it", { host: "127.0.0.1:PORT@evil.test" }],
  ["a path in it", { host: "127.0.0.1:PORT/evil" }],
  ["two Hosts, the first ours", { headers: ["Host: evil.test"] }],
  ["two Hosts, the second ours", { host: "evil.test", headers: ["Host: 127.0.0.1:PORT"] }],
  ["two Hosts in one", { host: "127.0.0.1:PORT, evil.test" }],
  [
    "the true host in X-Forwarded-Host only",
    { host: "evil.test", headers: ["X-Forwarded-Host: 127.0.0.1:PORT"] },
  ],
];

const ORIGINS: [string, Row][] = [
  ["another site", { headers: ["Origin: https://evil.test"] }],
  ["an opaque origin", { headers: ["Origin: null"] }],
  ["an empty origin", { headers: ["Origin: "] }],
  ["our host over TLS", { headers: ["Origin: https://127.0.0.1:PORT"] }],
  ["our address with another port", { headers: ["Origin: http://127.0.0.1:1"] }],
  ["our address without a port", { headers: ["Origin: http://127.0.0.1"] }],
  ["a name that begins with ours", { headers: ["Origin: http://127.0.0.1:PORT.evil.test"] }],
  ["our origin with a path", { headers: ["Origin: http://127.0.0.1:PORT/"] }],
  ["our origin in upper case", { headers: ["Origin: HTTP://127.0.0.1:PORT"] }],
  ["two origins, one ours", { headers: ["Origin: http://127.0.0.1:PORT", "Origin: https://evil.test"] }],
  ["no origin, but a cross-site fetch", { headers: ["Sec-Fetch-Site: cross-site"] }],
  ["no origin, but a fetch from another port", { headers: ["Sec-Fetch-Site: same-site"] }],
  [
    "a foreign origin for the page's files",
    { ...get("/index.html"), headers: ["Origin: https://evil.test"] },
  ],
];

const TOKENS: [string, Row][] = [
  ["no token", { token: null }],
  ["an empty token", { token: "" }],
  ["another token", { token: "0".repeat(48) }],
  ["a token of the right beginning", { headers: ["X-A: b"], token: "short" }],
  ["the token twice", { headers: ["X-Gateway-Token: T0KEN"] }],
  ["the token and another", { headers: ["X-Gateway-Token: x"] }],
  ["the token in the query", { ...get(`${RESULTS}/1?token=T0KEN`), token: null }],
  ["the token in a cookie", { token: null, headers: ["Cookie: token=T0KEN"] }],
  ["the token as a bearer", { token: null, headers: ["Authorization: Bearer T0KEN"] }],
  ["no token for a path that is none", { ...get("/octane/none"), token: null }],
  ["no token from our own page", { token: null, headers: ["Origin: http://127.0.0.1:PORT"] }],
];

const TARGETS: [string, Row][] = [
  ["dot segments to elsewhere", get(`${RESULTS}/../../admin`)],
  ["dot segments that lead back", get(`${RESULTS}/./1`)],
  ["a dot segment at the end", get(`${RESULTS}/..`)],
  ["escaped dots", get(`${RESULTS}/%2e%2e/users`)],
  ["escaped dots, one each", get(`${RESULTS}/.%2E/users`)],
  ["an escaped slash", get(`${WORKSPACE}%2ftest-results/1`)],
  ["an escaped backslash", get(`${WORKSPACE}%5ctest-results/1`)],
  ["a backslash", get(`${WORKSPACE}\\test-results/1`)],
  ["escapes of escapes", get(`${RESULTS}/%252e%252e/1`)],
  ["an escaped letter", get(`${WORKSPACE}/test-%72esults/1`)],
  ["an escaped zero byte", get(`${RESULTS}/1%00`)],
  ["an escaped line end", get(`${RESULTS}/1%0d%0aX-Evil:1`)],
  ["an overlong escape", get(`${RESULTS}/%c0%ae%c0%ae/1`)],
  ["two slashes in front", get(`/${RESULTS}/1`)],
  ["two slashes inside", get(`${WORKSPACE}//test-results/1`)],
  ["a parameter in a segment", get(`${RESULTS};a=b/1`)],
  ["a fragment", get(`${RESULTS}/1#x`)],
  ["an absolute form of ours", get(`http://127.0.0.1:PORT${RESULTS}/1`)],
  ["an absolute form of another", get("http://evil.test/")],
  ["an absolute form over TLS", get(`https://127.0.0.1:PORT${RESULTS}/1`)],
  ["an authority only", get("evil.test:443")],
  ["a scheme without an authority", get("file:/etc/passwd")],
  ["a relative path", get("octane/api")],
  ["a query without a path", get("?x")],
  ["a path out of the page's files", get("/../package.json")],
];

const PATHS: [string, Row][] = [
  ["another resource of the workspace", get(`${WORKSPACE}/users`)],
  ["a resource of the shared space", get("/octane/api/shared_spaces/1001/users")],
  ["the internal API", get("/octane/internal-api/shared_spaces/1001/analytics/ci/test-results")],
  ["the administration", get("/octane/admin/server/version")],
  ["one run of a list", get(`${WORKSPACE}/runs/1`)],
  ["a space that is no number", get("/octane/api/shared_spaces/a/workspaces/1002/releases")],
  ["a task that is no number", get(`${RESULTS}/1a`)],
  ["a slash at the end", get(`${RESULTS}/1/`)],
  ["the prefix in upper case", get(RESULTS.toUpperCase())],
  ["the prefix alone", get("/octane/")],
  ["a file that the page has not", get("/.git/config")],
];

const METHODS: [string, Row][] = [
  ["DELETE of a run list", { line: `DELETE ${WORKSPACE}/runs HTTP/1.1` }],
  ["PUT", { line: `PUT ${WORKSPACE}/releases HTTP/1.1` }],
  ["PATCH", { line: `PATCH ${RESULTS}/1 HTTP/1.1` }],
  [
    "OPTIONS, a preflight",
    { line: `OPTIONS ${RESULTS} HTTP/1.1`, headers: ["Access-Control-Request-Method: POST"] },
  ],
  ["TRACE", { line: `TRACE ${RESULTS}/1 HTTP/1.1` }],
  ["PROPFIND", { line: `PROPFIND ${RESULTS}/1 HTTP/1.1` }],
  ["POST of a release", { line: `POST ${WORKSPACE}/releases HTTP/1.1`, headers: ["Content-Length: 0"] }],
  ["GET of the collection", get(RESULTS)],
  ["GET of the sign-in", get("/octane/authentication/sign_in")],
  ["HEAD of a task", { line: `HEAD ${RESULTS}/1 HTTP/1.1` }],
  ["POST of a page's file", { line: "POST /index.html HTTP/1.1", headers: ["Content-Length: 0"] }],
  ["a method in another header only", { ...get(RESULTS), headers: ["X-HTTP-Method-Override: POST"] }],
];

const PARAMETERS: [string, Row][] = [
  [
    "an unknown parameter of a payload",
    { line: `POST ${RESULTS}?admin=true HTTP/1.1`, headers: ["Content-Length: 0"] },
  ],
  ["a parameter of a list on a task", get(`${RESULTS}/1?fields=id`)],
  ["an escaped parameter name", get(`${WORKSPACE}/releases?%61dmin=1`)],
];

const BODIES: [string, Row, number][] = [
  ["a body over the limit", post(["Content-Length: 1001"], "x".repeat(1001)), 413],
  [
    "a chunked body over the limit",
    post(["Transfer-Encoding: chunked"], `3e9\r\n${"x".repeat(1001)}\r\n0\r\n\r\n`),
    413,
  ],
  ["a length and chunks", post(["Content-Length: 3", "Transfer-Encoding: chunked"], "0\r\n\r\n"), 400],
  ["two lengths", post(["Content-Length: 1", "Content-Length: 2"], "xx"), 400],
  ["a negative length", post(["Content-Length: -1"], ""), 400],
  ["a length with a sign", post(["Content-Length: +1"], "x"), 400],
  ["chunks of another coding", post(["Transfer-Encoding: gzip, chunked, identity"], ""), 400],
  ["a chunk size that is no number", post(["Transfer-Encoding: chunked"], "zz\r\n\r\n"), 400],
];

const HEADERS: [string, Row, number][] = [
  ["a zero byte in a value", { headers: ["X-A: a\0b"] }, 400],
  ["a bare line feed in a value", { headers: ["X-A: a\nHost: evil.test"] }, 400],
  ["a bare carriage return", { headers: ["X-A: a\rb"] }, 400],
  ["a folded line", { headers: ["X-A: a\r\n Host: evil.test"] }, 400],
  ["white space in front of a colon", { host: null, headers: ["Host : 127.0.0.1:PORT"] }, 400],
  ["white space in a name", { headers: ["X A: 1"] }, 400],
  ["no colon", { headers: ["X-A"] }, 400],
  ["an endless header", { headers: [`X-A: ${"a".repeat(20_000)}`] }, 431],
  ["a version that is not one", { line: `GET ${RESULTS}/1 HTTP/9.9` }, 400],
  ["TLS on a plain port", { line: "\x16\x03\x01\x02\x00\x01" }, 400],
  ["a tunnel", { line: "CONNECT evil.test:443 HTTP/1.1" }, 0],
];

const CODED: [string, number, string, [string, Row][]][] = [
  ["for another host", 421, "gateway-host-not-allowed", HOSTS],
  ["from another origin", 403, "gateway-origin-not-allowed", ORIGINS],
  ["without the token", 403, "gateway-token-not-allowed", TOKENS],
  ["with a target that is not plain", 400, "gateway-target-malformed", TARGETS],
  ["for a path that is not documented", 404, "gateway-path-not-allowed", PATHS],
  ["with a method that is not documented", 405, "gateway-method-not-allowed", METHODS],
  ["with a parameter that is not documented", 400, "gateway-parameter-not-allowed", PARAMETERS],
];

describe.each(CODED)("a request %s is refused with %i %s", (_, status, code, rows) => {
  test.each(rows)("%s", async (_name, row) => {
    const before = reached.length;
    const answer = await sendRaw(gateway.url, wire(row));
    expect(reached.slice(before)).toEqual([]);
    expect(answer.status).toBe(status);
    if (answer.body !== "") expect(JSON.parse(answer.body).error_code).toBe(code);
  });
});

describe.each([
  ["body", BODIES],
  ["head", HEADERS],
] as const)("a request with a broken %s never reaches Octane", (_, rows) => {
  test.each(rows)("%s", async (_name, row, status) => {
    const before = reached.length;
    const answer = await sendRaw(gateway.url, wire(row));
    expect(reached.slice(before)).toEqual([]);
    expect(answer.status).toBe(status);
  });
});

describe("a request that is as it should be", () => {
  test.each<[string, Row]>([
    ["by address", {}],
    ["by name", { host: "localhost:PORT" }],
    ["by name in upper case", { host: "LOCALHOST:PORT" }],
    ["from our page", { headers: ["Origin: http://127.0.0.1:PORT", "Sec-Fetch-Site: same-origin"] }],
    ["typed by the user", { headers: ["Sec-Fetch-Site: none"] }],
    ["with the header of the token in upper case", { token: null, headers: ["X-GATEWAY-TOKEN: T0KEN"] }],
    ["with a body at the limit", post(["Content-Length: 1000"], "x".repeat(1000))],
  ])("reaches Octane: %s", async (_, row) => {
    const before = reached.length;
    expect((await sendRaw(gateway.url, wire(row))).status).toBe(200);
    expect(reached.length).toBe(before + 1);
  });
});

test("the page itself needs no token: it brings it along", async () => {
  const answer = await sendRaw(gateway.url, wire({ ...get("/"), token: null }));
  expect([answer.status, JSON.parse(answer.body).error_code]).toEqual([404, "gateway-path-not-allowed"]);
});

test("no refusal repeats a token", async () => {
  const answers = await Promise.all(
    [{ token: "s3cret" }, { headers: ["X-Gateway-Token: s3cret"] }].map((row) =>
      sendRaw(gateway.url, wire(row)),
    ),
  );
  expect(JSON.stringify(answers)).not.toMatch(new RegExp(`s3cret|${gateway.token}`, "u"));
});

test("each start has another token, in the fragment of the page's address", async () => {
  const other = await serveGateway({ upstream: "https://octane.example.com" });
  await other.close();
  expect(other.token).toMatch(/^[0-9a-f]{48}$/u);
  expect(other.token).not.toBe(gateway.token);
  expect(other.pageUrl).toBe(`${other.url}/#token=${other.token}`);
});

test("a page behind TLS is answered under its own origin, and under no other", async () => {
  const upstream = async () => new Response("reached");
  const origins = ["https://page.example.com"];
  const served = await serveGateway({ upstream, origins, token: "t" });
  const ask = (named: string, origin: string) =>
    sendRaw(served.url, text({ host: named, token: "t", headers: [`Origin: ${origin}`] }));
  const answers = await Promise.all([
    ask("page.example.com", "https://page.example.com"),
    ask("page.example.com", "http://page.example.com"),
    ask("page.example.com", "https://evil.test"),
    ask("evil.test", "https://page.example.com"),
  ]);
  await served.close();
  expect(served.pageUrl).toBe("https://page.example.com/#token=t");
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 421]);
});

test.each(["0.0.0.0", "::", "192.0.2.1", "127.evil.test", "127.0.0.2"])(
  "the gateway does not listen on %s unless told twice",
  async (address) => {
    const starting = serveGateway({ upstream: "https://octane.example.com", host: address });
    await expect(starting).rejects.toBeInstanceOf(RemoteAddressError);
  },
);
