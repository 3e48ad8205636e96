/** The client when things go wrong: one clear error each, nothing lost, nothing sent twice without need. */

import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import {
  exitCodes,
  type FetchFunction,
  isOctaneError,
  OctaneClient,
  type OctaneClientOptions,
  type OctaneError,
  type Part,
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

const PASSWORD = "hunter2-secret";

function clientOf(server: { url: string }, options: Partial<OctaneClientOptions> = {}): OctaneClient {
  const credentials = { user: "sa@nga", password: PASSWORD };
  return new OctaneClient({
    server: server.url,
    sharedSpace: 1001,
    workspace: 1002,
    credentials,
    ...options,
  });
}

async function errorOf(promise: Promise<unknown>): Promise<OctaneError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isOctaneError(error)) throw new Error(`no OctaneError: ${inspect(error)}`);
  return error;
}

function codes({ diagnostics }: { diagnostics: { code: string }[] }): string[] {
  return diagnostics.map(({ code }) => code);
}

const PAGE: Answer = {
  headers: { "content-type": "text/html" },
  body: "<!DOCTYPE html><title>Down for maintenance</title>",
};

describe("what ends before the server can judge rejects", () => {
  const rows: [string, Special, { kind: string; exitCode: number; code: string }][] = [
    [
      "refused sign-in",
      (_, name) => (name === "POST /sign_in" ? json({ description: `Wrong ${PASSWORD}` }, 401) : undefined),
      { kind: "sign-in", exitCode: 4, code: "sign-in-refused" },
    ],
    [
      "no permission",
      (_, name) => (name === "POST /" ? json({}, 403) : undefined),
      {
        kind: "permission",
        exitCode: 4,
        code: "permission-denied",
      },
    ],
    [
      "an outage page",
      (_, name) => (name === "POST /" ? PAGE : undefined),
      {
        kind: "protocol",
        exitCode: 5,
        code: "unexpected-answer",
      },
    ],
    [
      "a redirect to a login page",
      () => ({ status: 302, headers: { location: "https://sso.example/login?token=t" } }),
      { kind: "network", exitCode: 5, code: "redirected" },
    ],
    [
      "a login page in place of the sign-in",
      () => PAGE,
      {
        kind: "protocol",
        exitCode: 5,
        code: "unexpected-answer",
      },
    ],
    [
      "a workspace that is not there",
      (_, name) => (name === "POST /" ? json({}, 404) : undefined),
      {
        kind: "not-found",
        exitCode: 6,
        code: "workspace-not-found",
      },
    ],
    [
      "a server that is broken",
      (_, name) => (name === "POST /" ? json({}, 500) : undefined),
      {
        kind: "unavailable",
        exitCode: 5,
        code: "server-error",
      },
    ],
  ];
  test.each(rows)("%s", async (_, special, expected) => {
    const server = await octane(special);
    const error = await errorOf(clientOf(server).submit(parts(2)));
    expect({ kind: error.kind, exitCode: error.exitCode, code: error.diagnostics[0]?.code }).toEqual(
      expected,
    );
    expect(error.diagnostics[0]?.path).toMatch(/^(GET|POST) \//);
    expect(error.diagnostics[0]?.help).toBeTruthy();
    expect(inspect(error, { depth: 9 })).not.toContain(PASSWORD);
    expect(server.story().filter((name) => name === "POST /").length).toBeLessThan(2);
  });
});

test("nothing that listens ends in a network error that names the address", async () => {
  const server = await startOctane(() => ({}));
  await server.close();
  const error = await errorOf(clientOf(server).signIn());
  expect({ kind: error.kind, codes: codes(error) }).toEqual({
    kind: "network",
    codes: ["connection-refused"],
  });
  expect(error.message).toContain("127.0.0.1");
});

test("a refused part does not keep the others from being sent", async () => {
  const server = await octane((request, name) =>
    name === "POST /" && String(request.body).includes("<!-- 1 ")
      ? json({ error_code: "x", description: "not valid." }, 400)
      : undefined,
  );
  const submission = await clientOf(server).submit(parts(3));
  expect(submission.outcome).toBe("refused");
  expect(submission.parts.map(({ status }) => status)).toEqual(["success", "refused", "success"]);
  expect(submission.diagnostics[0]).toMatchObject({
    code: "payload-refused",
    message: "part 2: the server refuses the payload: not valid",
    path: "POST /api/shared_spaces/1001/workspaces/1002/test-results",
  });
});

test.each(["reset", "cut"] as const)(
  "a POST whose answer is lost (%s) is repeated with the same bytes",
  async (fault) => {
    const server = await octane((_, name, earlier) =>
      name === "POST /" && earlier === 0 ? fault : undefined,
    );
    const told: SubmissionProgress[] = [];
    const onProgress = (progress: SubmissionProgress) => told.push(progress);
    const { outcome } = await clientOf(server).submit(parts(1), { onProgress });
    expect(outcome).toBe("success");
    const posts = server.seen.filter(({ headers }) => headers["content-type"] === "application/xml");
    expect(posts.map(({ body }) => String(body))).toEqual([String(posts[0]?.body), String(posts[0]?.body)]);
    expect(told.find(({ kind }) => kind === "wait")).toMatchObject({ reason: "connection", tries: 1 });
  },
);

test("a full queue is waited for as long as the server says", async () => {
  const full: Answer = {
    status: 503,
    headers: { "retry-after": "1" },
    body: '{"error_code":"testbox.queue_full"}',
  };
  const server = await octane((_, name, earlier) => (name === "POST /" && earlier === 0 ? full : undefined));
  const told: SubmissionProgress[] = [];
  const start = performance.now();
  await clientOf(server).submit(parts(1), { onProgress: (progress) => told.push(progress) });
  expect(performance.now() - start).toBeGreaterThan(1000);
  expect(told.find(({ kind }) => kind === "wait")).toMatchObject({ reason: "busy" });
});

test("a connection that breaks midway rejects and keeps what was accepted", async () => {
  const server = await octane((request, name) =>
    name !== "POST /sign_in" && !String(request.body).includes("<!-- 0 ") ? "reset" : undefined,
  );
  const error = await errorOf(clientOf(server).submit(parts(3)));
  expect({ kind: error.kind, exitCode: error.exitCode }).toEqual({ kind: "network", exitCode: 5 });
  expect(error.submission?.parts).toMatchObject([
    { index: 0, id: 101, status: "queued" },
    { index: 1, status: "unanswered" },
    { index: 2, status: "unanswered" },
  ]);
});

test("a server that says nothing is given up in the time for an answer", async () => {
  const server = await octane((_, name) => (name === "GET /7" ? "silence" : undefined));
  const error = await errorOf(clientOf(server, { requestTimeout: 100 }).status(7));
  expect({ kind: error.kind, codes: codes(error) }).toEqual({ kind: "network", codes: ["timed-out"] });
  expect(server.story().filter((name) => name === "GET /7")).toHaveLength(4);
});

test("an answer without end is given up at its limit", async () => {
  const body = "x".repeat(33 * 1024 * 1024);
  const server = await octane((_, name) => (name === "GET /7/log" ? { body } : undefined));
  const error = await errorOf(clientOf(server).log(7));
  expect({ kind: error.kind, codes: codes(error) }).toEqual({
    kind: "protocol",
    codes: ["answer-too-large"],
  });
});

test("a refused sign-out changes nothing", async () => {
  const server = await octane((_, name) => (name === "POST /sign_out" ? "reset" : undefined));
  const submission = await clientOf(server).submit(parts(1));
  expect({ outcome: submission.outcome, codes: codes(submission) }).toEqual({
    outcome: "success",
    codes: ["sign-out-failed"],
  });
});

test("a task that is not known is told by the server's own words", async () => {
  const body = { error_code: "testbox.not_found", description: "QueueItem id=7 does not exist" };
  const server = await octane((_, name) => (name === "GET /7" ? json(body, 404) : undefined));
  const error = await errorOf(clientOf(server).status(7));
  expect({ kind: error.kind, message: error.message }).toEqual({
    kind: "not-found",
    message: "the server does not know this task: QueueItem id=7 does not exist",
  });
});

describe("an abort", () => {
  test("rejects at once, ends the request, and signs out behind it", async () => {
    const server = await octane((_, name) => (name === "POST /" ? "silence" : undefined));
    const controller = new AbortController();
    const submitting = errorOf(clientOf(server).submit(parts(2), { signal: controller.signal }));
    await server.arrived(2);
    const start = performance.now();
    controller.abort();
    const error = await submitting;
    expect(performance.now() - start).toBeLessThan(200);
    expect({ kind: error.kind, exitCode: error.exitCode }).toEqual({ kind: "aborted", exitCode: 130 });
    expect(error.submission?.parts).toMatchObject([{ index: 0, status: "unanswered" }]);
    await server.arrived(3);
    expect(server.story()).toEqual(["POST /sign_in", "POST /", "POST /sign_out"]);
  });

  test("leaves a part that a full queue put off as not sent", async () => {
    const full: Answer = { status: 503, headers: { "retry-after": "60" }, body: "" };
    const server = await octane((_, name) => (name === "POST /" ? full : undefined));
    const controller = new AbortController();
    const onProgress = ({ kind }: SubmissionProgress) => kind === "wait" && controller.abort();
    const error = await errorOf(clientOf(server).submit(parts(1), { signal: controller.signal, onProgress }));
    expect(error.kind).toBe("aborted");
    expect(error.submission?.parts).toMatchObject([{ index: 0, status: "not-sent" }]);
  });

  test("before the start sends nothing", async () => {
    const server = await octane();
    const error = await errorOf(clientOf(server, { signal: AbortSignal.abort() }).submit(parts(1)));
    expect(error.kind).toBe("aborted");
    expect(server.seen).toEqual([]);
  });

  test("ends a single operation, and those that wait for their turn", async () => {
    const server = await octane((_, name) => (name === "GET /7" ? "silence" : undefined));
    const controller = new AbortController();
    const clientOfBoth = clientOf(server);
    const asking = errorOf(clientOfBoth.status(7, { signal: controller.signal }));
    await server.arrived(2);
    const queued = errorOf(clientOfBoth.log(7, { signal: controller.signal }));
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await asking).toMatchObject({ kind: "aborted", cause: reason });
    expect(await queued).toMatchObject({ kind: "aborted", cause: reason });
    expect(server.story()).toEqual(["POST /sign_in", "GET /7"]);
  });
});

describe("parts", () => {
  test("are pulled one at a time until one is accepted, then a few ahead", async () => {
    const server = await octane();
    const pulledAt: number[] = [];
    async function* some(): AsyncGenerator<Part> {
      for (const index of [0, 1, 2]) {
        pulledAt.push(server.seen.filter(({ body }) => body.includes("<test_result")).length);
        yield part(index);
      }
    }
    expect((await clientOf(server).submit(some())).outcome).toBe("success");
    expect(pulledAt).toEqual([0, 1, 1]);
  });

  test("that cannot be given midway do not lose the earlier ones", async () => {
    const server = await octane();
    const reason = new Error("the report is cut off");
    async function* some(): AsyncGenerator<Part> {
      yield part(0);
      throw reason;
    }
    const error = await errorOf(clientOf(server).submit(some()));
    expect({ kind: error.kind, exitCode: error.exitCode, cause: error.cause }).toEqual({
      kind: "parts",
      exitCode: 3,
      cause: reason,
    });
    expect(error.message).toBe("the next part cannot be had: the report is cut off");
    expect(error.submission?.parts).toMatchObject([{ id: 101, status: "success" }]);
  });

  test("that are not valid, or were changed after validation, are not sent", async () => {
    const server = await octane();
    const invalid = await errorOf(clientOf(server).submit([{ ...part(0), valid: false }]));
    expect(codes(invalid)).toEqual(["part-invalid"]);
    const changed = await errorOf(clientOf(server).submit([{ ...part(0), bytes: part(1).bytes }]));
    expect(codes(changed)).toEqual(["part-changed"]);
    expect(changed.submission?.parts).toMatchObject([{ status: "not-sent" }]);
    expect(server.seen).toEqual([]);
  });

  test("that the server has already are followed and not sent", async () => {
    const server = await octane();
    const submission = await clientOf(server).submit([
      { ...part(0), id: 7 },
      part(1),
      { ...part(2), id: "8" },
    ]);
    expect(submission.parts.map(({ id, status }) => [id, status])).toEqual([
      [7, "success"],
      [101, "success"],
      [8, "success"],
    ]);
    expect(server.story().filter((name) => name === "POST /")).toHaveLength(1);
  });

  test("whose sending a listener forbids are not sent", async () => {
    const server = await octane();
    const controller = new AbortController();
    const onProgress = ({ kind }: SubmissionProgress) => {
      if (kind === "part-sent") controller.abort();
    };
    const error = await errorOf(clientOf(server).submit(parts(1), { signal: controller.signal, onProgress }));
    expect(error.kind).toBe("aborted");
    await server.arrived(2);
    expect(server.story()).toEqual(["POST /sign_in", "POST /sign_out"]);
  });

  test("are let go where the submission stops", async () => {
    const server = await octane((_, name) => (name === "POST /" ? json({}, 403) : undefined));
    let isClosed = false;
    function* some(): Generator<Part> {
      try {
        for (let index = 0; ; index++) yield part(index);
      } finally {
        isClosed = true;
      }
    }
    expect((await errorOf(clientOf(server).submit(some()))).kind).toBe("permission");
    expect(isClosed).toBe(true);
  });
});

describe("a fetch that is handed in", () => {
  /** Responses of a class that the core has never seen. */
  const foreign = (status: number, body: string, headers: Record<string, string> = {}) => ({
    status,
    headers: { get: (name: string) => headers[name] ?? null },
    arrayBuffer: async () => new TextEncoder().encode(body).buffer as ArrayBuffer,
  });

  test("may give responses of any class", async () => {
    const calls: string[] = [];
    const fetch: FetchFunction = async (url, { headers }) => {
      calls.push(`${url} ${new Headers(headers).get("cookie")}`);
      return url.endsWith("/sign_in")
        ? foreign(200, "", { "set-cookie": "K=v" })
        : foreign(200, '{"id":7,"status":"running"}');
    };
    const client = clientOf({ url: "https://octane.example" }, { fetch });
    expect(await client.status(7)).toMatchObject({ status: "running" });
    expect(calls).toEqual([
      "https://octane.example/authentication/sign_in null",
      "https://octane.example/api/shared_spaces/1001/workspaces/1002/test-results/7 K=v",
    ]);
  });

  const failures: [string, unknown, string][] = [
    [
      "ENOTFOUND",
      Object.assign(new Error("getaddrinfo ENOTFOUND octane"), { code: "ENOTFOUND" }),
      "name-not-found",
    ],
    [
      "a certificate",
      Object.assign(new Error("self-signed"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" }),
      "certificate-untrusted",
    ],
    ["a proxy", new Error("Proxy response (407) !== 200 when HTTP Tunneling"), "proxy-sign-in"],
  ];
  test.each(failures)("fails with the reason of its runtime: %s", async (_, cause, code) => {
    let calls = 0;
    const fetch: FetchFunction = async () => {
      calls += 1;
      throw new TypeError("fetch failed", { cause });
    };
    const error = await errorOf(clientOf({ url: "https://octane.example" }, { fetch }).signIn());
    expect({ kind: error.kind, codes: codes(error), calls }).toEqual({
      kind: "network",
      codes: [code],
      calls: 1,
    });
  });

  test.each([undefined, null, 5, {}])("that gives no response (%o) is told as such", async (value) => {
    const fetch = (async () => value) as unknown as FetchFunction;
    const error = await errorOf(clientOf({ url: "https://octane.example" }, { fetch }).signIn());
    expect(codes(error)).toEqual(["request-impossible"]);
  });
});

describe("options that cannot be used are told before anything is sent", () => {
  const rows: [string, Partial<Record<keyof OctaneClientOptions, unknown>>][] = [
    ["no server", { server: undefined }],
    ["a path in Node", { server: "/octane" }],
    ["no ids", { sharedSpace: "x" }],
    ["negative ids", { workspace: -1 }],
    ["no credentials", { credentials: undefined }],
    ["two kinds of credentials", { credentials: { user: "a", password: PASSWORD, accessToken: PASSWORD } }],
    ["a password that is no text", { credentials: { user: "a", password: { PASSWORD } } }],
    ["no time for an answer", { requestTimeout: 0 }],
    ["no request in a second", { requestsPerSecond: Number.NaN }],
    ["a URL with a password", { server: `https://sa:${PASSWORD}@octane.example` }],
    ["a token with a line end", { credentials: { accessToken: `${PASSWORD}\r\nx: y` } }],
  ];
  test.each(rows)("%s", async (_, options) => {
    const using = (async () => {
      const client = clientOf({ url: "https://octane.example" }, options as Partial<OctaneClientOptions>);
      await client.signIn();
    })();
    const error = await errorOf(using);
    expect({ kind: error.kind, exitCode: error.exitCode }).toEqual({ kind: "usage", exitCode: 2 });
    expect(inspect(error, { depth: 9 })).not.toContain(PASSWORD);
  });
});

test("every outcome and every kind of error has an exit code", () => {
  expect(exitCodes).toMatchObject({
    success: 0,
    "sign-in": 4,
    network: 5,
    refused: 6,
    failed: 7,
    running: 8,
    aborted: 130,
  });
});

test("no secret is in anything that a run leaves behind", async () => {
  const server = await octane((request, name) => {
    if (name === "POST /sign_in") return { headers: { "set-cookie": "LWSSO_COOKIE_KEY=cookie-secret" } };
    const description = `${PASSWORD} ${request.headers.cookie}`;
    return name === "POST /" ? json({ error_code: PASSWORD, description }, 400) : undefined;
  });
  const told: unknown[] = [];
  const client = clientOf(server);
  told.push(await client.submit(parts(2), { onProgress: (progress) => told.push(progress) }));
  const left = inspect([told, client], { depth: 9, showHidden: true });
  expect(left).toContain("payload-refused");
  expect(left).not.toContain(PASSWORD);
  expect(left).not.toContain("cookie-secret");
  expect(server.seen.map(({ path }) => path).join()).not.toContain(PASSWORD);
});
