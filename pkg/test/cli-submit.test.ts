/** `submit` as a process, against the sandbox over HTTP: each way in which it can end, and what the server then holds. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Diagnostic } from "../src/types.js";
import { documentOf, octanePayload, type Run, start } from "./support/command-line.js";
import { startForwardProxy } from "./support/forward-proxy.js";
import { type Between, type Octane, placeOf, posts, SIGNED_IN, startOctane } from "./support/octane.js";
import { expectValidForLibxml2 } from "./support/payload-oracle.js";
import { reportOf, THREE_CASES } from "./support/reports.js";

interface Submitted {
  outcome: string;
  parts: {
    index: number;
    runs: number;
    sha256: string;
    id: number;
    status: string;
    until: string;
    log: string;
  }[];
  diagnostics: Diagnostic[];
}

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
let report = "";
const opened: { close(): Promise<void> }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  report = join(folder, "report.xml");
  writeFileSync(report, THREE_CASES);
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
  rmSync(folder, { recursive: true });
});

async function octaneWith(...options: Parameters<typeof startOctane>): Promise<Octane> {
  const octane = await startOctane(...options);
  opened.push(octane);
  return octane;
}

const submit = (octane: { url: string }, ...flags: string[]): Promise<Run> =>
  octanePayload(["submit", report, ...placeOf(octane), "--json", ...flags], SIGNED_IN);

/** Tasks that never end. */
const STUCK = { progress: { by: "requests", queued: 1, running: 1e9 } } as const;

const isPost = (request: Request) =>
  request.method === "POST" && new URL(request.url).pathname.endsWith("/test-results");

describe("submit", () => {
  test("ends with success, and the bytes that arrive are those that convert writes", async () => {
    const octane = await octaneWith();
    const links = ["--release", "1101", "--product-area", "1401", "--tag", "Browser:Chrome"];
    const run = await submit(octane, ...links);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const { outcome, parts } = documentOf<Submitted>(run);
    expect(outcome).toBe("success");
    expect(parts).toMatchObject([{ index: 0, runs: 3, id: 1103, status: "success" }]);
    expect(parts[0]?.log).toContain("status: success");

    await octanePayload(["convert", report, "--out", join(folder, "out"), ...links]);
    const written = readFileSync(join(folder, "out", "part-0001.xml"));
    const arrived = octane.sandbox.submissions.map((task) => Buffer.from(task.bytes));
    expect(arrived).toEqual([written]);
    expect(parts[0]?.sha256).toBe(createHash("sha256").update(written).digest("hex"));
    expectValidForLibxml2(written);
  });

  test("in words it tells what goes on, and the outcome", async () => {
    const octane = await octaneWith();
    const run = await octanePayload(["submit", report, ...placeOf(octane)], SIGNED_IN);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /^input .*\n.*report\.xml +junit +3 +3 +0( +\d+){4} *\n\npart +runs +id +status[\s\S]*\n +1 +3 +1103 +success .*\n\noutcome: success\n$/,
    );
    expect(run.stderr).toContain("payloads are checked against the server's schema");
    expect(run.stderr).toContain("part 1 of 1: accepted as 1103");
  });

  test("ends failed for a release that does not exist, with the log that says so", async () => {
    const octane = await octaneWith();
    const run = await submit(octane, "--release", "999");
    expect(run.code).toBe(7);
    const { outcome, parts } = documentOf<Submitted>(run);
    expect(outcome).toBe("failed");
    expect(parts[0]?.log).toContain("999");
    const words = await octanePayload(["submit", report, ...placeOf(octane), "--release", "998"], SIGNED_IN);
    expect(words.stdout).toMatch(/log of 1104:\n {2}status: failed\n/);
  });

  test("--skip-errors makes a warning of it, and that is done", async () => {
    const octane = await octaneWith();
    const run = await submit(octane, "--release", "999", "--skip-errors");
    expect(run.code).toBe(0);
    expect(documentOf<Submitted>(run)).toMatchObject({ outcome: "warning", parts: [{ status: "warning" }] });
    expect(posts(octane)).toEqual([expect.stringContaining("?skip-errors=true")]);
  });

  test("every part of a large report arrives, each once", async () => {
    writeFileSync(report, reportOf(2500));
    const octane = await octaneWith();
    const run = await submit(octane);
    expect(run.code).toBe(0);
    expect(documentOf<Submitted>(run).parts.map((part) => [part.index, part.runs, part.status])).toEqual([
      [0, 1000, "success"],
      [1, 1000, "success"],
      [2, 500, "success"],
    ]);
    expect(octane.sandbox.runs.length).toBe(2500);
  });

  test("a user and password sign in as well, and no secret is ever shown", async () => {
    const octane = await octaneWith();
    const env = { OCTANE_USER: "sandbox@example.com", OCTANE_PASSWORD: "sandbox" };
    expect((await octanePayload(["submit", report, ...placeOf(octane)], env)).code).toBe(0);
    const wrong = { OCTANE_USER: "sandbox@example.com", OCTANE_PASSWORD: "hunter2" };
    const run = await octanePayload(["submit", report, ...placeOf(octane), "--json"], wrong);
    expect(run.code).toBe(4);
    expect(documentOf<Submitted>(run).diagnostics[0]?.message).toMatch(/sign-in|credentials/);
    expect(run.stdout + run.stderr).not.toContain("hunter2");
    expect(octane.sandbox.submissions.length).toBe(1);
  });
});

describe("an access token", () => {
  test("is taken without a sign-in, and refused with exit code 4 where the server does not know it", async () => {
    const octane = await octaneWith({ accessTokens: ["token-1"] });
    const run = (token: string) =>
      octanePayload(["submit", report, ...placeOf(octane), "--json"], { OCTANE_ACCESS_TOKEN: token });
    expect((await run("token-1")).code).toBe(0);
    expect(octane.requests.filter((request) => request.includes("sign_in"))).toEqual([]);
    const refused = await run("token-hunter2");
    expect(refused.code, refused.stdout).toBe(4);
    expect(refused.stdout + refused.stderr).not.toContain("hunter2");
  });
});

describe("nothing is sent", () => {
  test("where the report is broken", async () => {
    writeFileSync(report, "<testsuite>");
    const octane = await octaneWith();
    const run = await submit(octane);
    expect(run.code).toBe(3);
    expect(documentOf<Submitted>(run)).toMatchObject({ outcome: "not-sent", parts: [] });
    expect(posts(octane)).toEqual([]);
  });

  test("where the payload is not valid by the server's own schema", async () => {
    const strict = readFileSync(new URL("../schema/test-results.xsd", import.meta.url), "utf8");
    const octane = await octaneWith({}, async (request, sandbox) =>
      request.url.endsWith("/xsd")
        ? new Response(strict.replace('value="Skipped"', 'value="Left_Out"'))
        : sandbox(request),
    );
    const run = await octanePayload(["submit", report, ...placeOf(octane)], SIGNED_IN);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/part-0001\.xml:\d+:\d+: error\[cvc-[\s\S]*Skipped[\s\S]*\^/);
    expect(run.stdout).toContain("nothing sent");
    expect(posts(octane)).toEqual([]);
  });

  test.each<[string, string[], Record<string, string>, number, RegExp]>([
    ["a missing file", ["missing.xml"], SIGNED_IN, 3, /does not exist/],
    ["no server", ["--server", ""], SIGNED_IN, 2, /--server is missing/],
    ["no credentials", [], {}, 2, /no credentials in the environment/],
    ["half a credential", [], { OCTANE_CLIENT_ID: "id" }, 2, /OCTANE_CLIENT_SECRET is not set/],
    ["a time that is none", ["--timeout", "soon"], SIGNED_IN, 2, /It takes seconds/],
    ["a schema that is not there", ["--schema", "missing.xsd"], SIGNED_IN, 3, /does not exist/],
  ])("for %s", async (_, args, env, code, words) => {
    const octane = await octaneWith();
    const run = await octanePayload(["submit", report, ...placeOf(octane), ...args], env);
    expect(run.code, run.stderr).toBe(code);
    expect(run.stderr).toMatch(words);
    expect(posts(octane)).toEqual([]);
  });
});

describe("the schema", () => {
  test("is the bundled one where the server gives none, and that is said", async () => {
    const octane = await octaneWith({}, async (request, sandbox) =>
      request.url.endsWith("/xsd") ? new Response("nothing here", { status: 404 }) : sandbox(request),
    );
    const run = await submit(octane);
    expect(run.code).toBe(0);
    const said = documentOf<Submitted>(run).diagnostics.find((each) => each.code === "schema-used");
    expect(said?.message).toContain("the bundled schema: the server gives none");
  });

  test("of the user's goes before the server's", async () => {
    const octane = await octaneWith();
    const schema = join(folder, "none.xsd");
    writeFileSync(
      schema,
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="note"/></xs:schema>',
    );
    const run = await submit(octane, "--schema", schema);
    expect(run.code).toBe(3);
    expect(octane.requests.filter((request) => request.endsWith("/xsd"))).toEqual([]);
  });
});

describe("a server that does not do its part", () => {
  test("refuses the payload: exit code 6, with its words", async () => {
    const refusal = { error_code: "testbox.invalid_payload", description: "Not today" };
    const octane = await octaneWith({}, async (request, sandbox) =>
      isPost(request) ? Response.json(refusal, { status: 400 }) : sandbox(request),
    );
    const run = await submit(octane);
    expect(run.code).toBe(6);
    expect(documentOf<Submitted>(run)).toMatchObject({ outcome: "refused", parts: [{ status: "refused" }] });
    expect(run.stdout).toContain("Not today");
    expect(posts(octane).length).toBe(1);
  });

  test("does not let the account in: exit code 4", async () => {
    const octane = await octaneWith({}, async (request, sandbox) =>
      isPost(request)
        ? Response.json({ error_code: "platform.forbidden" }, { status: 403 })
        : sandbox(request),
    );
    expect((await submit(octane)).code).toBe(4);
  });

  test("is not there: exit code 5", async () => {
    const gone = await startOctane();
    await gone.close();
    const run = await submit(gone);
    expect(run.code).toBe(5);
    expect(run.stdout).toMatch(/ECONNREFUSED|cannot be reached/);
  });

  test("answers with a web page: exit code 5, and the page is told as such", async () => {
    const page = createServer((_, response) =>
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<html><title>Down for maintenance</title></html>"),
    );
    await new Promise<void>((listening) => page.listen(0, "127.0.0.1", listening));
    opened.push({
      close: () =>
        new Promise((done) => page.closeAllConnections() === undefined && page.close(() => done())),
    });
    const run = await submit({ url: `http://127.0.0.1:${(page.address() as AddressInfo).port}` });
    expect(run.code, run.stdout).toBe(5);
    expect(run.stdout).toContain("Down for maintenance");
  });

  test("never answers: exit code 5 when the time is over", async () => {
    const octane = await octaneWith({}, () => new Promise<Response>(() => {}));
    const run = await submit(octane, "--timeout", "1");
    expect(run.code, run.stdout).toBe(5);
    expect(run.stdout).toContain("the server has not answered within 1 s; nothing is sent");
  });

  test("is still working at the deadline: exit code 8, with what is known", async () => {
    const octane = await octaneWith(STUCK);
    const run = await submit(octane, "--timeout", "8");
    expect(run.code).toBe(8);
    expect(documentOf<Submitted>(run)).toMatchObject({
      outcome: "running",
      parts: [{ id: 1103, status: expect.stringMatching(/^(queued|running)$/) }],
    });
  });
});

describe("an interruption", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "by %s ends with what is known: exit code 130",
    async (signal) => {
      const octane = await octaneWith(STUCK);
      const command = start(["submit", report, ...placeOf(octane)], SIGNED_IN);
      await command.until(/part 1 of 1: running/);
      command.process.kill(signal);
      const run = await command.ended;
      expect(run.code).toBe(130);
      expect(run.stdout).toMatch(/1103 +running/);
      expect(octane.requests.at(-1)).toBe("POST /authentication/sign_out");
    },
  );

  test("before the server answered at all ends as well, and nothing was sent", async () => {
    const octane = await octaneWith({}, () => new Promise<Response>(() => {}));
    const command = start(["submit", report, ...placeOf(octane)], SIGNED_IN);
    await expect.poll(() => octane.requests.length, { timeout: 30_000 }).toBe(1);
    command.process.kill("SIGINT");
    const run = await command.ended;
    expect(run.code).toBe(130);
    expect(run.stderr).toContain("stopped by SIGINT");
    expect(posts(octane)).toEqual([]);
  });
});

describe("a journal", () => {
  const journal = () => join(folder, "journal");
  const flags = (octane: Octane) => ["submit", report, ...placeOf(octane), "--journal", journal()];

  /** Never answers the payloads from this one on. */
  function deafAfter(taken: number): Between {
    let count = 0;
    return async (request, sandbox) => {
      if (!isPost(request)) return sandbox(request);
      count += 1;
      return count > taken ? new Promise<Response>(() => {}) : sandbox(request);
    };
  }

  test("lets a killed submission go on with what is missing", async () => {
    writeFileSync(report, reportOf(2500));
    let between: Between = deafAfter(1);
    const octane = await octaneWith({}, (request, sandbox) => between(request, sandbox));
    const killed = start(flags(octane), SIGNED_IN);
    await killed.until(/part 2 of 3: sending/);
    killed.process.kill("SIGKILL");
    expect((await killed.ended).code).toBe(null);
    expect(octane.sandbox.submissions.length).toBe(1);

    between = (request, sandbox) => sandbox(request);
    const before = posts(octane).length;
    const run = await octanePayload([...flags(octane), "--resume", "--json"], SIGNED_IN);
    expect(run.code, run.stdout).toBe(0);
    const { parts } = documentOf<Submitted>(run);
    expect(parts.map(({ index, status }) => [index, status])).toEqual([
      [0, "success"],
      [1, "success"],
      [2, "success"],
    ]);
    expect(parts.map(({ id }) => id).toSorted()).toEqual([1103, 1104, 1105]);
    expect(posts(octane).length - before).toBe(2);
    expect(octane.sandbox.runs.length).toBe(2500);
    expect(octane.sandbox.submissions.map((task) => task.repeats)).toEqual([0, 0, 0]);
  });

  test("lets a part whose answer was lost be sent again, and the server takes it once", async () => {
    let isFirst = true;
    const octane = await octaneWith({}, async (request, sandbox) => {
      const answer = await sandbox(request);
      if (!isPost(request) || !isFirst) return answer;
      isFirst = false;
      return new Promise<Response>(() => {});
    });
    const killed = start(flags(octane), SIGNED_IN);
    await killed.until(/part 1 of 1: sending/);
    await expect.poll(() => octane.sandbox.submissions.length).toBe(1);
    killed.process.kill("SIGKILL");
    await killed.ended;
    const run = await octanePayload([...flags(octane), "--resume", "--json"], SIGNED_IN);
    expect(run.code, run.stdout).toBe(0);
    expect(octane.sandbox.submissions.map((task) => task.repeats)).toEqual([1]);
    expect(octane.sandbox.runs.length).toBe(3);
  });

  test("keeps what was accepted before the server broke, and goes on from there", async () => {
    writeFileSync(report, reportOf(1500));
    let count = 0;
    const octane = await octaneWith({}, async (request, sandbox) => {
      if (isPost(request)) count += 1;
      return isPost(request) && count === 2
        ? new Response("out of order", { status: 500 })
        : sandbox(request);
    });
    const broken = await octanePayload([...flags(octane), "--json"], SIGNED_IN);
    expect(broken.code, broken.stdout).toBe(5);
    expect(documentOf<Submitted>(broken).parts.map((part) => part.id)).toEqual([1103, undefined]);
    const run = await octanePayload([...flags(octane), "--resume", "--json"], SIGNED_IN);
    expect(run.code, run.stdout).toBe(0);
    expect(documentOf<Submitted>(run).parts.map((part) => part.id)).toEqual([1103, 1104]);
    expect(posts(octane).length).toBe(3);
    expect(octane.sandbox.runs.length).toBe(1500);
  });

  test("of a submission that ended sends nothing again, and tells its end again", async () => {
    const octane = await octaneWith();
    await octanePayload(flags(octane), SIGNED_IN);
    const run = await octanePayload([...flags(octane), "--resume", "--json"], SIGNED_IN);
    expect(run.code).toBe(0);
    expect(documentOf<Submitted>(run)).toMatchObject({
      outcome: "success",
      parts: [{ id: 1103, status: "success" }],
    });
    expect(posts(octane).length).toBe(1);
  });

  test("of other bytes is not taken for this submission's", async () => {
    const octane = await octaneWith();
    await octanePayload(flags(octane), SIGNED_IN);
    await octanePayload([...flags(octane), "--resume", "--release", "1101"], SIGNED_IN);
    expect(posts(octane).length).toBe(2);
    expect(readdirSync(journal()).length).toBe(2);
  });

  test("holds every step and no secret", async () => {
    const octane = await octaneWith();
    await octanePayload(flags(octane), SIGNED_IN);
    const [name] = readdirSync(journal());
    const text = readFileSync(join(journal(), name ?? ""), "utf8");
    const steps = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(steps.map((step) => step.step)).toEqual([undefined, "sending", "accepted", "ended"]);
    expect(steps[3]).toMatchObject({ id: 1103, status: "success" });
    expect(text).not.toContain("sandbox-secret");
  });
});

describe("a proxy", () => {
  test("that is named is the only way taken", async () => {
    const octane = await octaneWith();
    const proxy = await startForwardProxy("me:secret");
    opened.push(proxy);
    const flag = `http://127.0.0.1:${proxy.port}`;
    const env = { ...SIGNED_IN, OCTANE_PROXY_USER: "me", OCTANE_PROXY_PASSWORD: "secret" };
    const run = await octanePayload(["submit", report, ...placeOf(octane), "--proxy", flag], env);
    expect(run.code, run.stderr).toBe(0);
    expect(proxy.requests.length).toBe(octane.requests.length);
  });

  test("that refuses ends with exit code 5, without its password", async () => {
    const octane = await octaneWith();
    const proxy = await startForwardProxy("me:secret");
    opened.push(proxy);
    const run = await submit(
      octane,
      "--proxy",
      `http://me:hunter2@127.0.0.1:${proxy.port}`,
      "--timeout",
      "2",
    );
    expect(run.code).toBe(5);
    expect(run.stdout).toContain("proxy");
    expect(run.stdout + run.stderr).not.toContain("hunter2");
    expect(octane.requests).toEqual([]);
  });
});

describe("one question at a time", () => {
  const ask = (octane: Octane, ...args: string[]) => octanePayload([...args, ...placeOf(octane)], SIGNED_IN);

  test("a status is answered, whatever it is", async () => {
    const octane = await octaneWith();
    await submit(octane, "--release", "999");
    const status = await ask(octane, "status", "1103", "--json");
    expect(status.code).toBe(0);
    expect(JSON.parse(status.stdout)).toMatchObject({ id: 1103, status: "failed" });
    expect((await ask(octane, "status", "1103")).stdout).toMatch(/^id +status +until\n1103 +failed/);
  });

  test("a log is answered as the server wrote it", async () => {
    const octane = await octaneWith();
    await submit(octane, "--release", "999");
    expect((await ask(octane, "log", "1103")).stdout).toMatch(/^status: failed\n/);
    const json = JSON.parse((await ask(octane, "log", "1103", "--json")).stdout);
    expect(json).toEqual({ id: 1103, log: expect.stringContaining("999") });
  });

  test("the schema is answered on standard output, or into a file", async () => {
    const octane = await octaneWith();
    const schema = await ask(octane, "schema");
    expect(schema.stdout).toContain("<xs:schema");
    const file = join(folder, "saved.xsd");
    await ask(octane, "schema", "--out", file);
    expect(readFileSync(file, "utf8")).toBe(schema.stdout);
  });

  test("an id that the server does not know ends with exit code 6", async () => {
    const octane = await octaneWith();
    const run = await ask(octane, "status", "42", "--json");
    expect(run.code).toBe(6);
    expect(run.stdout).toContain("QueueItem id=42 does not exist");
  });

  test("an id that is none is wrong usage", async () => {
    const octane = await octaneWith();
    expect((await ask(octane, "log", "../../x")).code).toBe(2);
    expect(octane.requests).toEqual([]);
  });
});
