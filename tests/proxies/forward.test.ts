/** The command line through forward proxies with user and password, to an Octane behind TLS with a private authority. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentOf, octanePayload } from "../../pkg/test/support/command-line.js";
import { startOctane } from "../../pkg/test/support/octane.js";
import { type Authority, createAuthority, loaded } from "./support/authority.js";
import {
  type ForwardProxy,
  PROXY_USER,
  type StartProxy,
  startSquid,
  startTinyproxy,
} from "./support/forward.js";
import { SIGNED_IN, startTlsOctane, type TlsOctane } from "./support/octane.js";
import { freePort } from "./support/program.js";

const PROXY_ENVIRONMENT = {
  OCTANE_PROXY_USER: PROXY_USER.user,
  OCTANE_PROXY_PASSWORD: PROXY_USER.password,
};

interface Told {
  diagnostics: { code: string; message: string; help?: string }[];
}

let authority: Authority;
let octane: TlsOctane;
let server: string;

beforeAll(async () => {
  authority = createAuthority();
  octane = await startTlsOctane(loaded(authority.issue({ name: "localhost", names: "DNS:localhost" })));
  server = `https://localhost:${octane.port}`;
});

afterAll(async () => {
  await octane.close();
  authority.close();
});

/** A report with one test that no other submission has. */
function report(name: string): string {
  const file = join(authority.folder, `${name}.xml`);
  writeFileSync(file, `<testsuite><testcase classname="a.B" name="${name}"/></testsuite>`);
  return file;
}

const isInSandbox = (name: string) => octane.sandbox.runs.some((run) => run.name === name);

describe.each<[string, StartProxy]>([
  ["tinyproxy", startTinyproxy],
  ["squid", startSquid],
])("%s", (name, start) => {
  let proxy: ForwardProxy;
  beforeAll(async () => {
    proxy = await start();
  });
  afterAll(() => proxy.close());

  /** Submits a report, and gives what came of it. */
  const submit = (test: string, args: string[], env: Record<string, string>, to = server) =>
    octanePayload(["submit", report(test), "--server", to, "--json", ...args], { ...SIGNED_IN, ...env });

  test("--proxy leads through a tunnel, with user and password of the environment and --ca", async () => {
    const args = ["--proxy", proxy.url, "--ca", authority.ca];
    const run = await submit(`${name} flag`, args, PROXY_ENVIRONMENT);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(isInSandbox(`${name} flag`)).toBe(true);
    expect(proxy.log()).toContain(`localhost:${octane.port}`);
    expect(proxy.log()).toContain("CONNECT");
  });

  test("HTTPS_PROXY leads through it, with user and password in its address and NODE_EXTRA_CA_CERTS", async () => {
    const { user, password } = PROXY_USER;
    const address = proxy.url.replace("//", `//${user}:${password}@`);
    const env = { HTTPS_PROXY: address, NODE_EXTRA_CA_CERTS: authority.ca };
    expect(await submit(`${name} environment`, [], env)).toMatchObject({ code: 0, stderr: "" });
    expect(isInSandbox(`${name} environment`)).toBe(true);
  });

  test("HTTP_PROXY leads to a server without TLS, which is asked through the proxy by its whole address", async () => {
    const plain = await startOctane();
    const env = { ...PROXY_ENVIRONMENT, HTTP_PROXY: proxy.url };
    const run = await submit(`${name} plain`, [], env, plain.url);
    await plain.close();
    expect(run.code).toBe(0);
    expect(plain.sandbox.runs.map((each) => each.name)).toEqual([`${name} plain`]);
  });

  test.each([
    ["a wrong password", { ...PROXY_ENVIRONMENT, OCTANE_PROXY_PASSWORD: "Wrong-one-9" }],
    ["no password", {}],
  ])("%s is told at once as the proxy's refusal, with exit code 5 and no secret", async (_, env) => {
    const run = await submit(`${name} refused`, ["--proxy", proxy.url, "--ca", authority.ca], env);
    expect(run.code).toBe(5);
    expect(documentOf<Told>(run).diagnostics[0]).toMatchObject({
      code: "proxy-sign-in",
      message: expect.stringMatching(
        /^the proxy refuses the sign-in, or gets none: the proxy answers 40[17]$/,
      ),
      help: expect.stringContaining("OCTANE_PROXY_USER"),
    });
    expect(run.stdout + run.stderr).not.toMatch(/Wrong-one-9|sandbox-secret/);
    expect(isInSandbox(`${name} refused`)).toBe(false);
  });

  test("a server that the proxy cannot reach is told as that", async () => {
    const nowhere = `https://localhost:${await freePort()}`;
    const args = ["--proxy", proxy.url, "--ca", authority.ca];
    const run = await submit(`${name} nowhere`, args, PROXY_ENVIRONMENT, nowhere);
    expect(run.code).toBe(5);
    expect(documentOf<Told>(run).diagnostics[0]).toMatchObject({
      code: "proxy-dead-end",
      help: expect.stringContaining("NO_PROXY"),
    });
  });
});

test("a proxy that is down is told at once, whether the flag names it or the environment", async () => {
  const down = `http://127.0.0.1:${await freePort()}`;
  const told = { code: "proxy-unreachable", help: expect.stringContaining("--proxy") };
  for (const [args, env] of [
    [["--proxy", down], {}],
    [[], { HTTPS_PROXY: down }],
  ] as const) {
    const call = ["status", "1", "--server", server, "--ca", authority.ca, "--json", ...args];
    const run = await octanePayload(call, { ...SIGNED_IN, ...env });
    expect(run.code).toBe(5);
    expect(documentOf<Told>(run).diagnostics[0]).toMatchObject(told);
  }
});

test("NO_PROXY names servers that are reached without the proxy", async () => {
  const down = `http://127.0.0.1:${await freePort()}`;
  const env = { ...SIGNED_IN, HTTPS_PROXY: down, NO_PROXY: "example.com,localhost" };
  const run = await octanePayload(["schema", "--server", server, "--ca", authority.ca], env);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("<xs:schema");
});

test("a password in --proxy works, and is warned of without being repeated", async () => {
  const proxy = await startTinyproxy();
  const { user, password } = PROXY_USER;
  const args = ["--proxy", proxy.url.replace("//", `//${user}:${password}@`), "--ca", authority.ca];
  const run = await octanePayload(["schema", "--server", server, ...args], SIGNED_IN);
  await proxy.close();
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^warning: --proxy holds a password.*OCTANE_PROXY_PASSWORD/m);
  expect(run.stderr).not.toContain(password);
});
