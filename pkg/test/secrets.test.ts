/** Everything that a run leaves behind is searched for the secrets it used: words, journals, caches, spools, URLs, errors. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { OctaneClient, type OctaneClientOptions, type SubmissionProgress } from "../src/index.js";
import { openFileJournal } from "../src/journal-file.js";
import type { SandboxOptions } from "../src/sandbox/index.js";
import { octanePayload, start } from "./support/command-line.js";
import { type Between, type Octane, placeOf, startOctane } from "./support/octane.js";
import { part } from "./support/parts.js";
import { reportOf } from "./support/reports.js";

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const PASSWORD = 'pass"word-Äß-4711';
const CLIENT_SECRET = "client-secret-0815";
const ACCESS_TOKEN = "access-token-1234567890";
const SUBJECT_TOKEN = "subject-token-0987654321";
const SANDBOX: SandboxOptions = {
  credentials: [
    { user: "tester@example.com", password: PASSWORD },
    { clientId: "client-id", clientSecret: CLIENT_SECRET },
  ],
  accessTokens: [ACCESS_TOKEN],
  subjectTokens: [SUBJECT_TOKEN],
};
const USER = { OCTANE_USER: "tester@example.com", OCTANE_PASSWORD: PASSWORD };
const KEY = { OCTANE_CLIENT_ID: "client-id", OCTANE_CLIENT_SECRET: CLIENT_SECRET };

let folder = "";
let octane: Octane;
/** Cookies and tokens that the server gave out. */
let given: Set<string>;
/** Everything that was left behind and is not on the disk. */
let left: string[];
/** What the server says in the place of its answer. */
let echo: ((request: Request) => boolean) | undefined;

/** A server that repeats all it was sent, as a badly made one would. */
const between: Between = async (request, sandbox) => {
  left.push(request.url);
  const copy = request.clone();
  if (echo?.(request)) {
    const heard = `${JSON.stringify(Object.fromEntries(copy.headers))} ${await copy.text()}`;
    return Response.json({ error_code: "x", description: `heard ${heard}` }, { status: 400 });
  }
  const answer = await sandbox(request);
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name, value = ""] = /^([^=]*)=([^;]*)/.exec(cookie) ?? [];
    // This one holds the user's name, which is no secret.
    if (name !== "OCTANE_USER") given.add(value);
  }
  const body = await answer.clone().text();
  const token = /"access_token":"([^"]*)"/.exec(body)?.[1];
  if (token !== undefined) given.add(token);
  return answer;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  writeFileSync(join(folder, "report.xml"), reportOf(1200));
  [given, left, echo] = [new Set(), [], undefined];
  octane = await startOctane(SANDBOX, between);
});

afterEach(async () => {
  await octane.close();
  rmSync(folder, { recursive: true });
});

/** Every form in which a secret could stand somewhere. */
function forms(): string[] {
  const plain = [PASSWORD, CLIENT_SECRET, ACCESS_TOKEN, SUBJECT_TOKEN];
  const pairs = [`tester@example.com:${PASSWORD}`, `client-id:${CLIENT_SECRET}`];
  const cookies = [...given].filter((value) => value.length >= 8);
  return [
    ...plain,
    ...plain.map((secret) => JSON.stringify(secret).slice(1, -1)),
    ...plain.map(encodeURIComponent),
    ...[...plain, ...pairs].map((text) => Buffer.from(text).toString("base64")),
    ...cookies,
  ];
}

function onTheDisk(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path, readFileSync(path, "latin1"), readFileSync(path, "utf8")];
  return readdirSync(path).flatMap((name) => onTheDisk(join(path, name)));
}

/** Where the forms of the secrets stand in all that is left. */
function found(): string[] {
  const texts = [...left, ...onTheDisk(folder)];
  expect(texts.length).toBeGreaterThan(5);
  return forms().filter((form) => texts.some((text) => text.includes(form)));
}

const environment = (more: Record<string, string>) => ({
  ...more,
  XDG_STATE_HOME: join(folder, "state"),
  XDG_CACHE_HOME: join(folder, "cache"),
  TMPDIR: folder,
  OCTANE_DEBUG: "1",
});

const submit = (...flags: string[]) => [
  "submit",
  join(folder, "report.xml"),
  ...placeOf(octane),
  "--journal",
  join(folder, "journal"),
  ...flags,
];

async function run(env: Record<string, string>, ...flags: string[]): Promise<number | null> {
  const { code, stdout, stderr } = await octanePayload(submit(...flags), environment(env));
  left.push(stdout, stderr);
  return code;
}

describe("no secret is left behind by the command line", () => {
  test.each<[string, Record<string, string>, string[]]>([
    ["a user", USER, []],
    ["an API key", KEY, ["--json"]],
    ["HTTP Basic", USER, ["--auth", "basic"]],
    ["an access token as cookie", { OCTANE_ACCESS_TOKEN: ACCESS_TOKEN }, ["--auth", "cookie"]],
    ["an access token as bearer", { OCTANE_ACCESS_TOKEN: ACCESS_TOKEN }, ["--auth", "bearer"]],
    ["a token to exchange", { ...KEY, OCTANE_SUBJECT_TOKEN: SUBJECT_TOKEN }, []],
  ])("after a submission by %s, and after one whose server repeats what it hears", async (_, env, flags) => {
    expect(await run(env, ...flags)).toBe(0);
    expect(found()).toEqual([]);
    for (const phase of ["test-results", "/xsd", "sign_in", "/oauth2/token"]) {
      echo = (request) => new URL(request.url).pathname.endsWith(phase);
      await run(env, "--as-new", ...flags);
    }
    expect(found()).toEqual([]);
  });

  test("after a wrong password, and after a server that is not there", async () => {
    expect(await run({ ...USER, OCTANE_PASSWORD: `${PASSWORD}x` })).toBe(4);
    const gone = await octanePayload(
      ["submit", join(folder, "report.xml"), ...placeOf({ url: "http://127.0.0.1:9" }), "--timeout", "5"],
      environment(USER),
    );
    left.push(gone.stdout, gone.stderr);
    expect(gone.code).toBe(5);
    expect(found()).toEqual([]);
  });

  test("after a kill in the middle, in the journal that stays; no part stays with it", async () => {
    const command = start(submit(), environment(USER));
    await command.until(/part 1 of 2: accepted/);
    command.process.kill("SIGKILL");
    const { stdout, stderr } = await command.ended;
    left.push(stdout, stderr);
    expect(readdirSync(folder).filter((name) => name.startsWith("octane-payload-"))).toEqual([]);
    expect(found()).toEqual([]);
  });
});

describe("no secret is left behind by the library", () => {
  const place = () => ({ server: octane.url, sharedSpace: 1001, workspace: 1002 });

  async function submitted(options: Pick<OctaneClientOptions, "credentials" | "signIn">): Promise<void> {
    const journal = openFileJournal(join(folder, "library.jsonl"), { resume: true });
    const onProgress = (progress: SubmissionProgress) => left.push(JSON.stringify(progress));
    const client = new OctaneClient({ ...place(), ...options });
    const parts = [part(0, "<test_result><test_runs/></test_result>")];
    const told: unknown = await client
      .submit(parts, { journal, onProgress })
      .catch((error: unknown) => error);
    left.push(
      inspect(told, { depth: 20, showHidden: true }),
      JSON.stringify(told),
      inspect(client, { depth: 20 }),
    );
    journal.close();
  }

  test.each<[string, Pick<OctaneClientOptions, "credentials" | "signIn">]>([
    ["a user", { credentials: { user: "tester@example.com", password: PASSWORD } }],
    ["HTTP Basic", { credentials: { clientId: "client-id", clientSecret: CLIENT_SECRET }, signIn: "basic" }],
    ["a token", { credentials: { accessToken: ACCESS_TOKEN } }],
    [
      "a token to exchange",
      { credentials: { clientId: "client-id", clientSecret: CLIENT_SECRET, subjectToken: SUBJECT_TOKEN } },
    ],
  ])("in results, errors, progress and journal of a submission by %s", async (_, options) => {
    await submitted(options);
    for (const phase of ["test-results", "sign_in", "sign_out", "/oauth2/token", "/log"]) {
      echo = (request) => new URL(request.url).pathname.endsWith(phase);
      await submitted(options);
    }
    expect(found()).toEqual([]);
  });
});
