/** What the gateway does not let through, request by request, over real sockets. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedGateway, serveGateway } from "../src/gateway/serve.js";
import { RemoteAddressError } from "../src/http/listen.js";
import { sendRaw } from "./support/raw-http.js";
import {
  BODIES,
  get,
  HEADERS,
  HOSTS,
  METHODS,
  ORIGINS,
  PARAMETERS,
  PATHS,
  post,
  type Row,
  TARGETS,
  TOKENS,
  wire,
} from "./support/refusals.js";

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

/** As the gateway's own page would ask, but for what the row says. */
const asked = (row: Row) => wire(row, { host, port: new URL(gateway.url).port, token: gateway.token });

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
    const answer = await sendRaw(gateway.url, asked(row));
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
    const answer = await sendRaw(gateway.url, asked(row));
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
    expect((await sendRaw(gateway.url, asked(row))).status).toBe(200);
    expect(reached.length).toBe(before + 1);
  });
});

test("the page itself needs no token: it brings it along", async () => {
  const answer = await sendRaw(gateway.url, asked({ ...get("/"), token: null }));
  expect([answer.status, JSON.parse(answer.body).error_code]).toEqual([404, "gateway-path-not-allowed"]);
});

test("no refusal repeats a token", async () => {
  const answers = await Promise.all(
    [{ token: "s3cret" }, { headers: ["X-Gateway-Token: s3cret"] }].map((row) =>
      sendRaw(gateway.url, asked(row)),
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
    sendRaw(
      served.url,
      wire({ host: named, headers: [`Origin: ${origin}`] }, { host, port: "", token: "t" }),
    );
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
