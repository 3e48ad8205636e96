/** nginx and Caddy with the package's own configurations, in front of an Octane behind TLS: what works, and what does not pass. */

import { readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Connection, connect } from "../../pkg/src/connection/index.js";
import { OctaneClient } from "../../pkg/src/index.js";
import { part } from "../../pkg/test/support/parts.js";
import { sendRaw } from "../../pkg/test/support/raw-http.js";
import {
  HEADERS,
  HOSTS,
  METHODS,
  ORIGINS,
  PARAMETERS,
  PATHS,
  RESULTS,
  type Row,
  TARGETS,
  wire,
} from "../../pkg/test/support/refusals.js";
import { type Authority, createAuthority, type Identity, loaded } from "./support/authority.js";
import { type Front, type Surroundings, startCaddy, startNginx } from "./support/front.js";
import { PLACE, startTlsOctane, type TlsOctane } from "./support/octane.js";
import { freePort } from "./support/program.js";

const PAYLOAD =
  '<test_result><test_runs><test_run name="NAME" duration="1" status="Passed"/></test_runs></test_result>';

let authority: Authority;
let identity: Identity;
let page: string;
let instead: (request: Request) => Response | undefined = () => undefined;

beforeAll(async () => {
  authority = createAuthority();
  identity = authority.issue({ name: "localhost", names: "DNS:localhost" });
  page = join(authority.folder, "page");
  await mkdir(join(page, "assets"), { recursive: true });
  await writeFile(join(authority.folder, "secret.txt"), "secret");
  await writeFile(join(page, "index.html"), "<!doctype html><title>the page</title>");
  await writeFile(join(page, "assets", "core-1a2b.wasm"), "\0asm");
});

afterAll(() => authority.close());

/** Oddities that Node's parser refuses and these servers drop: what goes on is a plain request, without them. */
const DROPPED = [
  "a dot at the end",
  "an empty origin",
  "no colon",
  "a folded line",
  "an endless header",
  "a bare line feed in a value",
  "a bare carriage return",
];

const ALL: [string, Row][] = [
  ...[...HOSTS, ...ORIGINS, ...TARGETS, ...PATHS, ...METHODS, ...PARAMETERS],
  ...HEADERS.map(([name, row]): [string, Row] => [name, row]),
];
const ROWS = ALL.filter(([name]) => !DROPPED.includes(name));

/** A refusal: 505 for a version that is not one, 0 where the connection ends without a word. */
const isRefusal = (status: number) => status === 0 || status === 505 || (status >= 400 && status < 500);

describe.each<[string, (surroundings: Surroundings) => Promise<Front>]>([
  ["nginx", startNginx],
  ["Caddy", startCaddy],
])("%s", (name, start) => {
  let octane: TlsOctane;
  let front: Front;
  let connection: Connection;

  beforeAll(async () => {
    octane = await startTlsOctane(loaded(identity), (request) => instead(request));
    front = await start({ authority, identity, octane: octane.port, page });
    connection = connect({ ca: readFileSync(authority.ca), env: {} });
  });
  afterAll(async () => {
    await connection.close();
    await front.close();
    await octane.close();
  });

  const clientOf = () =>
    new OctaneClient({ server: `${front.origin}/octane`, ...PLACE, fetch: connection.fetch });
  const ask = (path: string, init: RequestInit = {}) => connection.fetch(`${front.origin}${path}`, init);

  test("serves the page with its policy, and names with a hash for ever", async () => {
    const [index, wasm] = [await ask("/"), await ask("/assets/core-1a2b.wasm")];
    expect(await index.text()).toContain("the page");
    expect(index.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self'/);
    expect(index.headers.get("x-content-type-options")).toBe("nosniff");
    expect(wasm.headers.get("content-type")).toBe("application/wasm");
    expect(wasm.headers.get("cache-control")).toMatch(/max-age=31\d+/);
  });

  test("has the files of its folder only", async () => {
    const answers = await Promise.all(["/secret.txt", "/.git/config", "/none"].map((path) => ask(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  test("a client signs in, fetches the schema, submits, follows and signs out", async () => {
    const client = clientOf();
    await client.signIn();
    expect(await client.schema()).toContain("<xs:schema");
    const { outcome, parts } = await client.submit([part(0, PAYLOAD.replace("NAME", name))]);
    expect([outcome, parts[0]?.log]).toEqual(["success", expect.stringContaining("status: success")]);
    expect(octane.sandbox.runs.some((run) => run.name === name)).toBe(true);
  });

  test("Octane's cookies belong to the page's host and path, and to no script", async () => {
    const body = JSON.stringify({
      client_id: PLACE.credentials.clientId,
      client_secret: PLACE.credentials.clientSecret,
    });
    const init = {
      method: "POST",
      body,
      headers: { "content-type": "application/json", cookie: "LWSSO=old" },
    };
    const response = await ask("/octane/authentication/sign_in", init);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; path=\/octane\/?(;|$)/i);
      expect(cookie).toMatch(/; secure/i);
      expect(cookie).toMatch(/; httponly/i);
      expect(cookie).toMatch(/; samesite=strict/i);
      expect(cookie).not.toMatch(/domain=(?!localhost)/i);
    }
    expect(octane.requests.at(-1)?.headers.get("cookie")).toBeNull();
  });

  test("of the page's headers only those of the documentation go on", async () => {
    const headers = { origin: front.origin, referer: `${front.origin}/`, "x-forwarded-for": "1.2.3.4" };
    await ask(`${RESULTS}/1`, { headers });
    const seen = octane.requests.at(-1)?.headers;
    const named = ["origin", "referer", "x-forwarded-for", "x-forwarded-host", "forwarded", "sec-fetch-site"];
    expect(named.filter((header) => seen?.has(header))).toEqual([]);
    expect(seen?.get("host")).toMatch(/^localhost/);
  });

  test("a redirect of Octane is not followed, and told as one", async () => {
    instead = () => Response.redirect("https://sso.example.com/login?token=s3cret", 302);
    const refused = clientOf().signIn();
    await expect(refused).rejects.toMatchObject({ kind: "network", diagnostics: [{ code: "redirected" }] });
    await expect(refused).rejects.not.toThrow(/s3cret/);
    instead = () => undefined;
  });

  test("an overloaded Octane is heard with its own words", async () => {
    const busy = { error_code: "testbox.queue_full", description: "full" };
    instead = () => Response.json(busy, { status: 503, headers: { "retry-after": "1" } });
    const response = await ask(`${RESULTS}/1`);
    instead = () => undefined;
    expect([response.status, response.headers.get("retry-after"), await response.json()]).toEqual([
      503,
      "1",
      busy,
    ]);
  });

  test("a 502 of Octane's own host is no word of the front", async () => {
    instead = () => new Response("<html>", { status: 502 });
    const response = await ask(`${RESULTS}/1`);
    instead = () => undefined;
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain("gateway-");
  });

  test("a plain request passes as it stands on the wire", async () => {
    const before = octane.requests.length;
    const { host, port } = new URL(front.origin);
    const answer = await sendRaw(
      front.origin,
      wire({ headers: [`Origin: ${front.origin}`] }, { host, port }),
    );
    expect(answer.status).toBe(401);
    expect(octane.requests.length).toBe(before + 1);
  });

  test.each(ROWS)("does not let through: %s", async (_, row) => {
    const before = octane.requests.length;
    const { host, port } = new URL(front.origin);
    const { status } = await sendRaw(front.origin, wire(row, { host, port }));
    expect(octane.requests.slice(before).map(({ method, url }) => `${method} ${url}`)).toEqual([]);
    expect(isRefusal(status), `${status}`).toBe(true);
  });

  test("a body over the limit is refused by its length, before it is sent", async () => {
    const before = octane.requests.length;
    const { host, port } = new URL(front.origin);
    const row = { line: `POST ${RESULTS} HTTP/1.1`, headers: ["Content-Length: 104857601"] };
    const { status } = await sendRaw(front.origin, wire(row, { host, port }));
    expect([413, 0]).toContain(status);
    expect(octane.requests.length).toBe(before);
  });

  test("nothing in its logs is secret", async () => {
    await ask(`${RESULTS.replace("/test-results", "/releases")}?query=s3cret`);
    const files = readdirSync(front.folder);
    const written = files
      .filter((file) => file.endsWith(".log"))
      .map((file) => readFileSync(join(front.folder, file), "utf8"));
    const all = [...written, front.output()].join("\n");
    expect(all).not.toContain("s3cret");
    expect(all).not.toContain(PLACE.credentials.clientSecret);
  });
});

describe.each<[string, (surroundings: Surroundings) => Promise<Front>]>([
  ["nginx", startNginx],
  ["Caddy", startCaddy],
])("%s before an Octane that it does not reach", (_, start) => {
  /** What a client is told behind a front whose Octane is at this port. */
  async function told(octane: number) {
    const front = await start({ authority, identity, octane, page });
    const connection = connect({ ca: readFileSync(authority.ca), env: {} });
    const client = new OctaneClient({ server: `${front.origin}/octane`, ...PLACE, fetch: connection.fetch });
    const error: unknown = await client.signIn().catch((reason: unknown) => reason);
    await connection.close();
    await front.close();
    return error;
  }

  test("because nobody listens, tells so", async () => {
    const error = await told(await freePort());
    expect(error).toMatchObject({
      kind: "network",
      diagnostics: [
        { code: "connection-failed", message: expect.stringContaining("Octane cannot be reached from") },
      ],
    });
  });

  test("because its certificate is of another authority, tells so and sends nothing", async () => {
    const other = createAuthority("Another authority");
    const stranger = await startTlsOctane(loaded(other.issue({ name: "localhost", names: "DNS:localhost" })));
    const error = await told(stranger.port);
    await stranger.close();
    other.close();
    expect(error).toMatchObject({ kind: "network", diagnostics: [{ code: "connection-failed" }] });
    expect(stranger.requests).toEqual([]);
  });

  test("because its certificate is for another host, tells so and sends nothing", async () => {
    const elsewhere = authority.issue({ name: "other.test", names: "DNS:other.test" });
    const stranger = await startTlsOctane(loaded(elsewhere));
    const error = await told(stranger.port);
    await stranger.close();
    expect(error).toMatchObject({ kind: "network", diagnostics: [{ code: "connection-failed" }] });
    expect(stranger.requests).toEqual([]);
  });
});
