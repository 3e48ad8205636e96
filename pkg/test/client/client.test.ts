/** The client against a real HTTP server: what it sends, and what it makes of the answers. */

import { afterEach, describe, expect, test } from "vitest";
import {
  type FetchFunction,
  OctaneClient,
  type OctaneClientOptions,
  type SubmissionProgress,
} from "../../src/index.js";
import {
  type Answer,
  json,
  type OctaneServer,
  type Seen,
  startOctane,
  wellBehaved,
} from "../support/octane-server.js";
import { part, parts } from "../support/parts.js";

const open: OctaneServer[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Special = (request: Seen, name: string, earlier: number) => Answer | undefined;

async function octane(special?: Special): Promise<OctaneServer> {
  const server = await startOctane(wellBehaved(special));
  open.push(server);
  return server;
}

function clientOf(server: OctaneServer, options: Partial<OctaneClientOptions> = {}): OctaneClient {
  const credentials = { user: "sa@nga", password: 'hun"ter\\2ä' };
  return new OctaneClient({
    server: server.url,
    sharedSpace: 1001,
    workspace: 1002,
    credentials,
    ...options,
  });
}

test("a submission signs in, sends, follows, fetches the log and signs out", async () => {
  const server = await octane();
  const sent = part(0);
  const submission = await clientOf(server).submit([sent]);
  expect(server.story()).toEqual(["POST /sign_in", "POST /", "GET /101", "GET /101/log", "POST /sign_out"]);
  expect(submission).toEqual({
    outcome: "success",
    parts: [
      {
        index: 0,
        runs: 1,
        sha256: sent.sha256,
        id: 101,
        status: "success",
        until: "2026-12-01T00:00:00+0000",
        log: "status: success\n",
      },
    ],
    diagnostics: [],
    traffic: expect.objectContaining({ requests: 5, retries: 0 }),
  });
});

test("the bytes that arrive are those of the part, with the documented headers", async () => {
  const server = await octane();
  const sent = part(0);
  await clientOf(server).submit([sent], { skipErrors: true });
  const [signIn, post] = server.seen;
  expect(JSON.parse(String(signIn?.body))).toEqual({ user: "sa@nga", password: 'hun"ter\\2ä' });
  expect(post?.path).toBe("/api/shared_spaces/1001/workspaces/1002/test-results?skip-errors=true");
  expect(post?.headers).toMatchObject({
    "content-type": "application/xml",
    cookie: "LWSSO_COOKIE_KEY=first",
  });
  expect(Buffer.compare(post?.body ?? Buffer.of(), sent.bytes)).toBe(0);
});

test("every request has a correlation id of its own", async () => {
  const server = await octane();
  await clientOf(server).submit(parts(2));
  const ids = server.seen.map(({ headers }) => headers["x-correlation-id"]);
  expect(new Set(ids).size).toBe(server.seen.length);
  expect(ids.every((id) => /^octane-payload-[0-9a-f-]{36}-\d+$/.test(String(id)))).toBe(true);
});

test("an API key signs in as client id and secret, a token not at all", async () => {
  const server = await octane();
  await clientOf(server, { credentials: { clientId: "id", clientSecret: "secret" } }).signIn();
  expect(JSON.parse(String(server.seen[0]?.body))).toEqual({ client_id: "id", client_secret: "secret" });
  await clientOf(server, { credentials: { accessToken: "tok.en" } }).status(7);
  expect(server.story()).toEqual(["POST /sign_in", "GET /7"]);
  expect(server.seen[1]?.headers.cookie).toBe("access_token=tok.en");
});

test("a server behind a context path is reached with and without a trailing slash", async () => {
  const server = await octane();
  for (const context of ["/ctx", "/ctx/"])
    await clientOf(server, { server: server.url + context }).status("7");
  const paths = server.seen.map(({ path }) => path);
  const status = "/ctx/api/shared_spaces/1001/workspaces/1002/test-results/7";
  expect(paths).toEqual(["/ctx/authentication/sign_in", status, "/ctx/authentication/sign_in", status]);
});

test("one session serves many operations, and cookies are renewed by any answer", async () => {
  const server = await octane((_, name) =>
    name === "GET /7"
      ? {
          ...(json({ id: 7, status: "running" }) as object),
          headers: { "set-cookie": "LWSSO_COOKIE_KEY=second" },
        }
      : undefined,
  );
  const client = clientOf(server);
  await client.signIn();
  expect(await client.status(7)).toEqual({ id: 7, status: "running", fromOlderPush: false });
  expect(await client.log(7)).toBe("status: success\n");
  await client.signOut();
  expect(server.story()).toEqual(["POST /sign_in", "GET /7", "GET /7/log", "POST /sign_out"]);
  const cookies = server.seen.map(({ headers }) => headers.cookie);
  const second = "LWSSO_COOKIE_KEY=second";
  expect(cookies).toEqual([undefined, "LWSSO_COOKIE_KEY=first", second, second]);
});

test("operations that are asked for together share one sign-in", async () => {
  const server = await octane();
  const client = clientOf(server);
  const statuses = await Promise.all([7, 8, 9].map((id) => client.status(id)));
  expect(statuses.map(({ id }) => id)).toEqual([7, 8, 9]);
  expect(server.story()).toEqual(["POST /sign_in", "GET /7", "GET /8", "GET /9"]);
});

test("a session that ends in between is renewed once, without its old cookies", async () => {
  const server = await octane((_, name, earlier) =>
    name === "POST /" && earlier === 0
      ? json({ error_code: "VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT" }, 401)
      : undefined,
  );
  const { outcome } = await clientOf(server).submit(parts(1));
  expect(outcome).toBe("success");
  const story = ["POST /sign_in", "POST /", "POST /sign_in", "POST /"];
  expect(server.story().slice(0, 4)).toEqual(story);
  expect(server.seen[2]?.headers.cookie).toBeUndefined();
  expect(server.seen[3]?.body).toEqual(server.seen[1]?.body);
});

test("the schema comes as it is", async () => {
  const text = '<?xml version="1.0"?>\n<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>';
  const server = await octane((_, name) => (name === "GET /xsd" ? { body: text } : undefined));
  expect(await clientOf(server).schema()).toBe(text);
});

test("a log is asked for by POST where the server takes no GET", async () => {
  const server = await octane((_, name) => (name === "GET /7/log" ? { status: 405 } : undefined));
  expect(await clientOf(server).log(7)).toBe("status: success\n");
  expect(server.story()).toEqual(["POST /sign_in", "GET /7/log", "POST /7/log"]);
});

describe("each end of a task has its outcome", () => {
  const rows = [
    ["success", "success", []],
    [" WARNING ", "warning", ["task-warning"]],
    ["failed", "failed", ["task-failed"]],
    ["Verschoben", "unknown", ["task-status-unknown"]],
  ] as const;
  test.each(rows)("%s", async (status, outcome, codes) => {
    const server = await octane((_, name) =>
      name === "GET /101" ? json({ id: "101", status, errorDetails: "because" }) : undefined,
    );
    const submission = await clientOf(server).submit(parts(1));
    expect(submission.outcome).toBe(outcome);
    expect(submission.diagnostics.map(({ code }) => code)).toEqual(codes);
    expect(submission.parts[0]?.log).toBe("status: success\n");
  });
});

test("bytes that the server knows already are told as such", async () => {
  const answer = { fromOlderPush: "true", id: 99, until: "2020-0-28T11:29:51+0000", status: " SUCCESS " };
  const server = await octane((_, name) => (name === "POST /" ? json(answer) : undefined));
  const { outcome, parts: done, diagnostics } = await clientOf(server).submit(parts(1));
  expect({ outcome, id: done[0]?.id, codes: diagnostics.map(({ code }) => code) }).toEqual({
    outcome: "success",
    id: 99,
    codes: ["from-older-push"],
  });
});

test("progress tells the story, with each part as it stands", async () => {
  const server = await octane();
  const told: SubmissionProgress[] = [];
  await clientOf(server).submit(parts(1), { onProgress: (progress) => told.push(progress) });
  expect(told.map(({ kind }) => kind)).toEqual([
    "progress",
    "sign-in",
    "part-sent",
    "part-accepted",
    "progress",
    "waiting",
    "status",
    "log",
    "progress",
    "sign-out",
    "done",
  ]);
  const statuses = told.flatMap((progress) => ("part" in progress ? [progress.part.status] : []));
  expect(statuses).toEqual(["sending", "queued", "success", "success"]);
});

test("a listener that throws stops nothing", async () => {
  const server = await octane();
  const onProgress = () => {
    throw new Error("the listener's own fault");
  };
  expect((await clientOf(server).submit(parts(1), { onProgress })).outcome).toBe("success");
});

test("a submission without parts asks the server nothing", async () => {
  const server = await octane();
  expect(await clientOf(server).submit([])).toMatchObject({ outcome: "empty", parts: [], diagnostics: [] });
  expect(server.seen).toEqual([]);
});

test("the deadline leaves the ids of what still runs", async () => {
  const server = await octane((_, name) =>
    name.startsWith("GET /10") ? json({ id: 101, status: "running" }) : undefined,
  );
  const submission = await clientOf(server).submit(parts(1), { timeout: 700 });
  expect(submission.outcome).toBe("running");
  expect(submission.parts).toMatchObject([{ id: 101, status: "running" }]);
  expect(submission.diagnostics.map(({ code }) => code)).toEqual(["deadline-reached"]);
  expect(server.story().at(-1)).toBe("POST /sign_out");
});

test("twenty parts keep the pace of twenty requests a second", async () => {
  const server = await octane();
  const times: number[] = [];
  const fetch: FetchFunction = (url, init) => {
    times.push(performance.now());
    return globalThis.fetch(url, init);
  };
  const { parts: done } = await clientOf(server, { fetch }).submit(parts(20));
  expect(done.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(done.map(({ id }) => id).toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => 101 + index));
  const windows = times.slice(20).map((time, index) => time - (times[index] ?? 0));
  // A request leaves some milliseconds after it was let go; the core's own tests count exactly.
  expect(Math.min(...windows)).toBeGreaterThan(900);
});
