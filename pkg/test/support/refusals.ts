/** Requests that a way to Octane does not let through, one row each: what is wrong with it, and how it goes over the wire. */

const WORKSPACE = "/octane/api/shared_spaces/1001/workspaces/1002";
/** The resource of the payloads. */
export const RESULTS = `${WORKSPACE}/test-results`;

/** A request that would be let in, but for what the row changes. */
export interface Row {
  line?: string;
  host?: string | null;
  token?: string | null;
  headers?: string[];
  body?: string;
}

/** What a row does not say. */
export interface Usual {
  host: string;
  port: string;
  token?: string | null;
}

/** A row as bytes. It may say PORT and T0KEN for the real ones. */
export function wire(row: Row, usual: Usual): string {
  const { line = `GET ${RESULTS}/1 HTTP/1.1`, headers = [], body = "" } = row;
  const named = row.host === undefined ? usual.host : row.host;
  const hosts = named === null ? [] : [`Host: ${named}`];
  const token = row.token === undefined ? (usual.token ?? null) : row.token;
  const tokens = token === null ? [] : [`X-Gateway-Token: ${token}`];
  const text = [line, ...hosts, "Connection: close", ...tokens, ...headers, "", body].join("\r\n");
  return text.replace(/PORT/gu, usual.port).replace(/T0KEN/gu, usual.token ?? "");
}

/** A GET. */
export const get = (path: string): Row => ({ line: `GET ${path} HTTP/1.1` });
/** A POST of a payload. */
export const post = (headers: string[], body: string): Row => ({
  line: `POST ${RESULTS} HTTP/1.1`,
  headers,
  body,
});

/** Requests for another host. */
export const HOSTS: [string, Row][] = [
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

/** Requests from another origin. */
export const ORIGINS: [string, Row][] = [
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

/** Requests without the token of the gateway. */
export const TOKENS: [string, Row][] = [
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

/** Targets that are not plain. */
export const TARGETS: [string, Row][] = [
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

/** Paths that are not documented. */
export const PATHS: [string, Row][] = [
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

/** Methods that are not documented. */
export const METHODS: [string, Row][] = [
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

/** Parameters that are not documented. */
export const PARAMETERS: [string, Row][] = [
  [
    "an unknown parameter of a payload",
    { line: `POST ${RESULTS}?admin=true HTTP/1.1`, headers: ["Content-Length: 0"] },
  ],
  ["a parameter of a list on a task", get(`${RESULTS}/1?fields=id`)],
  ["an escaped parameter name", get(`${WORKSPACE}/releases?%61dmin=1`)],
];

/** Broken bodies, and bodies over 1000 bytes, with the status of the answer. */
export const BODIES: [string, Row, number][] = [
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

/** Broken heads, with the status of the answer; 0 where the connection ends without a word. */
export const HEADERS: [string, Row, number][] = [
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
