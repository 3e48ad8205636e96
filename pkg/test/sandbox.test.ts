/** The sandbox against the reference, request by request. */

import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  TRY_API_KEY,
  TRY_USER,
} from "../src/sandbox/index.js";
import { serveSandbox } from "../src/sandbox/serve.js";
import { libxml2Core } from "./support/libxml2-core.js";
import { sendRaw } from "./support/raw-http.js";

const WORKSPACE = "/api/shared_spaces/1001/workspaces/1002";
const UNVERIFIED = "x-sandbox-unverified";
const core = libxml2Core();

/** A sandbox with a client that has signed in. */
async function signedIn(options: SandboxOptions = {}): Promise<Visit> {
  const visit = visitor(createSandbox({ core, ...options }));
  await visit.signIn({ user: TRY_USER.user, password: TRY_USER.password });
  return visit;
}

interface Visit {
  sandbox: Sandbox;
  ask(path: string, init?: RequestInit): Promise<Response>;
  signIn(credentials: object): Promise<Response>;
  post(payload: BodyInit, query?: string, headers?: Record<string, string>): Promise<Response>;
  status(id: number): Promise<Record<string, unknown>>;
  log(id: number): Promise<string>;
}

function visitor(sandbox: Sandbox): Visit {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set("cookie", Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "));
    const response = await sandbox.fetch(new Request(`http://sandbox.test${path}`, { ...init, headers }));
    for (const cookie of response.headers.getSetCookie()) keep(cookies, cookie);
    return response;
  };
  const inWorkspace = (path: string, init?: RequestInit) => ask(`${WORKSPACE}${path}`, init);
  return {
    sandbox,
    ask,
    signIn: (credentials) => ask("/authentication/sign_in", asJson(credentials)),
    post: (body, query = "", headers = {}) =>
      inWorkspace(`/test-results${query}`, {
        method: "POST",
        body,
        headers: { "content-type": "application/xml", ...headers },
      }),
    status: async (id) => (await inWorkspace(`/test-results/${id}`)).json(),
    log: async (id) => (await inWorkspace(`/test-results/${id}/log`)).text(),
  };
}

function asJson(body: object): RequestInit {
  return { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
  if (/max-age=0/iu.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}

function payload(links: string, runs = run("a"), build = ""): string {
  return `<test_result>${build}${links}<test_runs>${runs}</test_runs></test_result>`;
}

function run(name: string, links = ""): string {
  return `<test_run module="m" package="p" class="C" name="${name}" duration="5" status="Passed">${links}</test_run>`;
}

/** Sends a payload, follows it to its end, and tells what came of it. */
async function outcome(visit: Visit, body: string, query = "") {
  const { id } = await (await visit.post(body, query)).json();
  await visit.status(id);
  await visit.status(id);
  const { status } = await visit.status(id);
  const lines = (await visit.log(id)).split("\n");
  return { status, messages: lines.slice(3, -1), runs: visit.sandbox.runs.map(({ name }) => name) };
}

describe("signing in", () => {
  test.each([
    ["a user", { user: TRY_USER.user, password: TRY_USER.password }],
    ["an API key", { client_id: TRY_API_KEY.clientId, client_secret: TRY_API_KEY.clientSecret }],
    [
      "an API key sent as user and password",
      { user: TRY_API_KEY.clientId, password: TRY_API_KEY.clientSecret },
    ],
  ])("%s is let in with both cookies", async (_, credentials) => {
    const visit = visitor(createSandbox({ core }));
    const response = await visit.signIn(credentials);
    const names = response.headers.getSetCookie().map((cookie) => cookie.split("=")[0]);
    expect([response.status, names]).toEqual([200, ["LWSSO_COOKIE_KEY", "OCTANE_USER"]]);
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

describe("sending a payload", () => {
  test("the schema is handed out byte for byte", async () => {
    const { ask } = await signedIn();
    expect(await (await ask(`${WORKSPACE}/test-results/xsd`)).text()).toBe(await core.schema());
  });

  test("a valid payload is queued under a number, and its bytes are kept as they came", async () => {
    const { sandbox, post } = await signedIn();
    const body = `<?xml version="1.0"?>\n${payload("")}\n<!-- é -->`;
    const response = await post(body);
    expect([response.status, await response.json()]).toEqual([202, { status: "queued", id: 1103 }]);
    expect(new TextDecoder().decode(sandbox.submissions[0]?.bytes)).toBe(body);
  });

  test.each([
    ["cut off", "<test_result><test_runs>"],
    ["of another root", "<testResult/>"],
    ["with a number that is too long", payload('<release_ref id="9223372036854775808"/>')],
    ["empty", ""],
  ])("a payload %s is refused with 400 and leaves nothing behind", async (_, body) => {
    const { sandbox, post } = await signedIn();
    const response = await post(body);
    const error = await response.json();
    expect(response.status).toBe(400);
    expect(error).toMatchObject({ error_code: "testbox.invalid_payload", correlation_id: null });
    expect(error.description).toContain("does not conform to the XSD schema");
    expect([sandbox.submissions, sandbox.runs]).toEqual([[], []]);
  });

  test.each(["text/xml", "application/json", "text/plain", ""])(
    'content type "%s" is answered 415',
    async (type) => {
      const { post } = await signedIn();
      expect((await post(payload(""), "", { "content-type": type })).status).toBe(415);
    },
  );

  test("a content type with a charset is taken", async () => {
    const { post } = await signedIn();
    expect((await post(payload(""), "", { "content-type": "Application/XML; charset=UTF-8" })).status).toBe(
      202,
    );
  });

  test.each(["gzip", "application/gzip"])('a body of encoding "%s" is taken', async (encoding) => {
    const { sandbox, post } = await signedIn();
    const response = await post(gzipSync(payload("")), "", { "content-encoding": encoding });
    expect(response.status).toBe(202);
    expect(new TextDecoder().decode(sandbox.submissions[0]?.bytes)).toBe(payload(""));
  });

  test.each([
    ["is not gzip", 400, "gzip", Buffer.from("plain")],
    ["is cut off", 400, "gzip", gzipSync(payload("")).subarray(0, 40)],
    ["has an unknown encoding", 415, "br", Buffer.from("x")],
  ])("a body that %s is answered %i", async (_, status, encoding, body) => {
    const { post } = await signedIn();
    expect((await post(body, "", { "content-encoding": encoding })).status).toBe(status);
  });

  test("the bound on a body counts what comes out of gzip, too", async () => {
    const { post } = await signedIn({ maxBodyBytes: 1000 });
    const bomb = gzipSync(" ".repeat(500_000));
    expect(bomb.byteLength).toBeLessThan(1000);
    expect((await post(bomb, "", { "content-encoding": "gzip" })).status).toBe(413);
    expect((await post("x".repeat(1001))).status).toBe(413);
  });

  test("1000 tests are taken, 1001 are refused with a mark that this is not verified", async () => {
    const { post } = await signedIn();
    const runs = (count: number) => Array.from({ length: count }, (_, index) => run(`t${index}`)).join("");
    expect((await post(payload("", runs(1000)))).status).toBe(202);
    const refused = await post(payload("", runs(1001)));
    expect([refused.status, refused.headers.get(UNVERIFIED)]).toEqual([
      400,
      "what happens to more than 1000 tests",
    ]);
  });

  test("the request's correlation id stands in the error", async () => {
    const { post } = await signedIn();
    const response = await post("x", "", { "x-correlation-id": "c-1" });
    expect((await response.json()).correlation_id).toBe("c-1");
  });
});

describe("following a task", () => {
  test("it is queued, then running, then over, by the number of looks", async () => {
    const { post, status } = await signedIn({ progress: { by: "requests", queued: 2, running: 1 } });
    const { id } = await (await post(payload(""))).json();
    const words = [];
    for (let look = 0; look < 5; look += 1) words.push((await status(id)).status);
    expect(words).toEqual(["queued", "queued", "running", "success", "success"]);
  });

  test("it is queued, then running, then over, by the clock", async () => {
    let now = 0;
    const visit = await signedIn({
      progress: { by: "milliseconds", queued: 10, running: 20 },
      now: () => now,
    });
    const { id } = await (await visit.post(payload(""))).json();
    const words = [];
    for (now of [0, 9, 10, 29, 30]) words.push((await visit.status(id)).status);
    expect(words).toEqual(["queued", "queued", "running", "running", "success"]);
  });

  test("times are written as Octane writes them: UTC in JSON, an offset in the log", async () => {
    const now = () => Date.UTC(2016, 4, 4, 5, 33, 53);
    const visit = await signedIn({ now, progress: { by: "requests", queued: 0, running: 0 } });
    const { id } = await (
      await visit.post(payload("", run("a"), `<build server_id="uuid" job_id="junit-job" build_id="1"/>`))
    ).json();
    expect(await visit.status(id)).toEqual({ id, status: "failed", until: "2016-05-18T05:33:53+0000" });
    expect(await visit.log(id)).toBe(
      "status: failed\nuntil: 2016-05-18T08:33:53+0300\n\n" +
        "Build reference {server: uuid; build_type: junit-job; build_sid: 1} not resolved\n",
    );
  });

  test("the log is plain text, by GET and by POST, and the latter is marked", async () => {
    const { post, ask } = await signedIn();
    await post(payload(""));
    const path = `${WORKSPACE}/test-results/1103/log`;
    const [got, posted] = [await ask(path), await ask(path, { method: "POST" })];
    expect([got, posted].map(({ headers }) => headers.get("content-type"))).toEqual([
      "text/plain",
      "text/plain",
    ]);
    expect([got, posted].map(({ headers }) => headers.get(UNVERIFIED))).toEqual([null, "POST for the log"]);
  });

  test("the log can be closed to one of the two methods", async () => {
    const { post, ask } = await signedIn({ logMethods: ["POST"] });
    await post(payload(""));
    const path = `${WORKSPACE}/test-results/1103/log`;
    expect([(await ask(path)).status, (await ask(path, { method: "POST" })).status]).toEqual([404, 200]);
  });

  test.each(["/test-results/1234567890", "/test-results/1234567890/log"])("%s is unknown", async (path) => {
    const { ask } = await signedIn();
    const response = await ask(`${WORKSPACE}${path}`);
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { error_code: "testbox.not_found", description: "QueueItem id=1234567890 does not exist" },
    ]);
  });

  test("a task is forgotten when its time is over", async () => {
    let now = 0;
    const visit = await signedIn({ now: () => now, sessionLifetime: Number.POSITIVE_INFINITY });
    await visit.post(payload(""));
    now = 15 * 24 * 60 * 60 * 1000;
    expect(await visit.status(1103)).toMatchObject({ error_code: "testbox.not_found" });
  });

  test("the same payload again is answered with the first task, in the documented form", async () => {
    const { sandbox, post, status } = await signedIn();
    await post(payload(""));
    for (let look = 0; look < 3; look += 1) await status(1103);
    const again = await (await post(payload(""))).json();
    expect(again).toMatchObject({ fromOlderPush: "true", id: 1103, status: " SUCCESS " });
    expect(sandbox.submissions.map(({ repeats }) => repeats)).toEqual([1]);
  });

  test("the same payload with another skip-errors, or with one more space, is another task", async () => {
    const { sandbox, post } = await signedIn();
    await post(payload(""));
    await post(payload(""), "?skip-errors=true");
    await post(`${payload("")} `);
    expect(sandbox.submissions.map(({ id }) => id)).toEqual([1103, 1104, 1105]);
  });
});

const BROKEN: [string, string, string][] = [
  ["release", '<release_ref id="2147483647"/>', "Release reference {id: 2147483647} not resolved"],
  ["release by name", '<release name="No"/>', "Release reference {name: No} not resolved"],
  ["program", '<program_ref id="-1"/>', "Program reference {id: -1} not resolved"],
  ["milestone", '<milestone_ref id=" 5 "/>', "Milestone reference {id: 5} not resolved"],
  [
    "backlog item",
    '<backlog_items><backlog_item_ref id="7"/></backlog_items>',
    "Backlog item reference {id: 7} not resolved",
  ],
  [
    "module",
    '<product_areas><product_area_ref id="7"/></product_areas>',
    "Application module reference {id: 7} not resolved",
  ],
  [
    "test field",
    '<test_fields><test_field type="Framework" value="X"/></test_fields>',
    "Test field reference {type: Framework; value: X} not resolved",
  ],
  [
    "taxonomy",
    '<environment><taxonomy type="constructor" value="name"/></environment>',
    "Taxonomy reference {type: constructor; value: name} not resolved",
  ],
  ["suite", '<suite_ref id="7"/><release name="_default_"/>', "Suite reference {id: 7} not resolved"],
  [
    "release of a suite",
    '<suite_ref id="1601"/>',
    "No release is found for test result injection into suite",
  ],
];

describe("references", () => {
  test("all that the catalogue has are found", async () => {
    const links =
      '<suite_ref id="1601"/><program_ref id="1301"/><release_ref id="1102"/><milestone_ref id="1201"/>' +
      '<backlog_items><backlog_item_ref id="1521"/></backlog_items>' +
      '<product_areas><product_area_ref id="1401"/></product_areas>' +
      '<test_fields><test_field type="Framework" value="JUnit"/></test_fields>' +
      '<environment><taxonomy type="OS" value="Linux"/></environment>';
    const build = '<build server_id="ci-1" job_id="web-shop-nightly" build_id="42"/>';
    const visit = await signedIn();
    expect(await outcome(visit, payload(links, run("a"), build))).toEqual({
      status: "success",
      messages: [],
      runs: ["a"],
    });
    expect(visit.sandbox.runs[0]?.links).toMatchObject({ release: { id: "1102" }, suite: { id: "1601" } });
  });

  test.each(BROKEN)("a missing %s fails the report and makes no run", async (_, links, message) => {
    expect(await outcome(await signedIn(), payload(links))).toEqual({
      status: "failed",
      messages: [message],
      runs: [],
    });
  });

  test.each(BROKEN)(
    "a missing %s is a warning with skip-errors, and the run is made without it",
    async (_, links, message) => {
      const visit = await signedIn();
      expect(await outcome(visit, payload(links), "?skip-errors=true")).toEqual({
        status: "warning",
        messages: [message],
        runs: ["a"],
      });
      const { release: _release, ...rest } = visit.sandbox.runs[0]?.links ?? {};
      expect(rest).toEqual({ backlogItems: [], productAreas: [], testFields: [], environment: [] });
    },
  );

  test("a run with a broken link is left out, the others are made, and the status is marked", async () => {
    const visit = await signedIn();
    const runs = run("good") + run("bad", '<release_ref id="9"/>');
    const message =
      "Release reference {id: 9} of test run {module: m; package: p; class: C; name: bad} not resolved";
    expect(await outcome(visit, payload("", runs))).toEqual({
      status: "failed",
      messages: [message],
      runs: ["good"],
    });
    const response = await visit.ask(`${WORKSPACE}/test-results/1103`);
    expect(response.headers.get(UNVERIFIED)).toContain("only some runs are wrong");
  });

  test("the release of a run serves the suite of the report", async () => {
    const runs = run("a", '<release name="Autumn 2026"/>');
    expect(await outcome(await signedIn(), payload('<suite_ref id="1601"/>', runs))).toMatchObject({
      status: "success",
    });
  });

  test("values outside the catalogue can be accepted", async () => {
    const links = '<environment><taxonomy type="Planet" value="Mars"/></environment>';
    const visit = await signedIn({ unknownValues: "accepted" });
    expect(await outcome(visit, payload(links))).toMatchObject({ status: "success" });
    expect(visit.sandbox.runs[0]?.links.environment).toEqual([{ type: "Planet", value: "Mars" }]);
  });

  test("a test reported again updates its run, and the run names both tasks", async () => {
    const visit = await signedIn();
    await visit.post(payload("", run("a") + run("b")));
    await visit.post(payload("", run("a").replace("Passed", "Failed")));
    expect(visit.sandbox.runs).toMatchObject([
      { name: "a", status: "Failed", tasks: [1103, 1104] },
      { name: "b", status: "Passed", tasks: [1103] },
    ]);
  });
});

describe("look-ups", () => {
  test.each([
    ["releases", 2],
    ["milestones", 2],
    ["programs", 1],
    ["product_areas", 3],
    ["work_items", 7],
    ["taxonomy_nodes", 12],
    ["list_nodes", 27],
    ["test_suites", 1],
    ["ci_builds", 1],
    ["runs", 0],
  ])("%s has %i entities, each with id and type", async (name, count) => {
    const { ask } = await signedIn();
    const { total_count, data } = await (await ask(`${WORKSPACE}/${name}`)).json();
    expect([total_count, data.length]).toEqual([count, count]);
    for (const entity of data)
      expect(entity).toMatchObject({ id: expect.any(String), type: expect.any(String) });
  });

  test.each([
    ["\"name='*card*'\"", ["Pay by card", "Refuse an expired card", "Remember the card"]],
    ["\"name='Pay by*'\"", ["Pay by card", "Pay by invoice"]],
    ["\"name='Pay by card'\"", ["Pay by card"]],
    ["\"name='*P*y*invoice'\"", ["Pay by invoice"]],
    ['"id=1521"', ["Refuse an expired card"]],
    ["\"name=''\"", []],
  ])("the query %s finds %j", async (query, names) => {
    const { ask } = await signedIn();
    const path = `${WORKSPACE}/work_items?fields=name&query=${encodeURIComponent(query)}`;
    const { data } = await (await ask(path)).json();
    expect(data.map(({ name }: { name: string }) => name)).toEqual(names);
  });

  test("a query that is not understood is refused, never ignored", async () => {
    const { ask } = await signedIn();
    expect((await ask(`${WORKSPACE}/work_items?query=${encodeURIComponent('"a LT 5;b=1"')}`)).status).toBe(
      400,
    );
  });

  test("a page of a list tells the count of the whole", async () => {
    const { ask } = await signedIn();
    const answer = await (await ask(`${WORKSPACE}/work_items?fields=id,name&offset=1&limit=2`)).json();
    expect(answer).toMatchObject({
      total_count: 7,
      data: [{ name: "Pay by card" }, { name: "Pay by invoice" }],
    });
  });

  test("the runs that were made can be looked up with their release", async () => {
    const visit = await signedIn();
    await visit.post(payload('<release_ref id="1101"/>'));
    const { data } = await (
      await visit.ask(`${WORKSPACE}/runs?query=${encodeURIComponent("\"name='*a*'\"")}`)
    ).json();
    expect(data).toMatchObject([
      { name: "a", release: { id: "1101", name: "Autumn 2026" }, taxonomies: { data: [] } },
    ]);
  });

  test("another workspace is not there", async () => {
    const { ask } = await signedIn();
    expect((await ask("/api/shared_spaces/1001/workspaces/9/releases")).status).toBe(404);
  });

  test("the front page tells people what arrived", async () => {
    const visit = await signedIn();
    await visit.post(payload(""));
    const front = await (await visit.ask("/")).json();
    expect(front).toMatchObject({
      workspace: WORKSPACE,
      submissions: [{ id: 1103, runs: 1, status: "queued" }],
    });
  });
});

describe("over HTTP", () => {
  test.each([
    ["its own name", 401, []],
    ["its own page", 401, ["Origin: http://127.0.0.1:PORT"]],
    ["a rebinding name", 403, ["Host: evil.test:PORT"]],
    ["a page of another site", 403, ["Origin: https://evil.test"]],
  ])("a request by %s is answered %i, because what was sent is the user's own", async (_, status, lines) => {
    const { url, close } = await serveSandbox({ core });
    const { host, port } = new URL(url);
    const own = lines.some((line) => line.startsWith("Host:")) ? [] : [`Host: ${host}`];
    const head = [`GET ${WORKSPACE}/runs HTTP/1.1`, ...own, ...lines, "Connection: close", "", ""];
    const answer = await sendRaw(url, head.join("\r\n").replaceAll("PORT", port));
    await close();
    expect(answer.status).toBe(status);
  });

  test("a closed sandbox lets its port go", async () => {
    const first = await serveSandbox({ core });
    await first.close();
    const second = await serveSandbox({ core, port: Number(new URL(first.url).port) });
    await second.close();
    expect(second.url).toBe(first.url);
  });

  test("a port that is taken is told", async () => {
    const { url, close } = await serveSandbox({ core });
    const again = serveSandbox({ core, port: Number(new URL(url).port) });
    await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
    await close();
  });
});
