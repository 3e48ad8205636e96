/** TLS without a proxy: each fault has a code and a next step of its own, and ends with exit code 5. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentOf, octanePayload } from "../../pkg/test/support/command-line.js";
import { type Authority, createAuthority, type Identity, loaded } from "./support/authority.js";
import { SIGNED_IN, startTlsOctane, type TlsOctane } from "./support/octane.js";
import { freePort, run } from "./support/program.js";

interface Told {
  diagnostics: { code: string; message: string; help: string }[];
}

let authority: Authority;
let good: Identity;
const open: TlsOctane[] = [];

beforeAll(() => {
  authority = createAuthority();
  good = authority.issue({ name: "localhost", names: "DNS:localhost" });
});

afterAll(async () => {
  await Promise.all(open.map((octane) => octane.close()));
  authority.close();
});

async function octaneWith(identity: Identity, options: object = {}): Promise<string> {
  const octane = await startTlsOctane({ ...loaded(identity), ...options });
  open.push(octane);
  return `https://localhost:${octane.port}`;
}

const schema = (server: string, args: string[], env: Record<string, string> = {}) =>
  octanePayload(["schema", "--server", server, ...args], { ...SIGNED_IN, ...env });

async function refusal(server: string, args: string[] = ["--ca", authority.ca]) {
  const done = await octanePayload(["status", "1", "--server", server, "--json", ...args], SIGNED_IN);
  expect(done.code).toBe(5);
  expect(done.stdout + done.stderr).not.toContain("sandbox-secret");
  return documentOf<Told>(done).diagnostics[0];
}

describe("a certificate", () => {
  test("of an authority that nobody named is not trusted, and the help names --ca", async () => {
    expect(await refusal(await octaneWith(good), [])).toMatchObject({
      code: "certificate-untrusted",
      help: expect.stringMatching(/--ca FILE or in NODE_EXTRA_CA_CERTS/),
    });
  });

  test("of another authority than the named one is not trusted", async () => {
    const other = createAuthority("Another authority");
    expect(await refusal(await octaneWith(good), ["--ca", other.ca])).toMatchObject({
      code: "certificate-untrusted",
    });
    other.close();
  });

  test("that is over is told as that", async () => {
    const over = { name: "localhost", names: "DNS:localhost", from: "20200101", until: "20200201" };
    expect(await refusal(await octaneWith(authority.issue(over)))).toMatchObject({
      code: "certificate-expired",
      help: expect.stringContaining("renewed"),
    });
  });

  test("that is not valid yet is told as that", async () => {
    const early = { name: "localhost", names: "DNS:localhost", from: "20480101", until: "20490201" };
    expect(await refusal(await octaneWith(authority.issue(early)))).toMatchObject({
      code: "certificate-expired",
    });
  });

  test("for another host is told with both names", async () => {
    const other = authority.issue({ name: "other.test", names: "DNS:other.test" });
    expect(await refusal(await octaneWith(other))).toMatchObject({
      code: "certificate-other-host",
      message: expect.stringMatching(/localhost.*other\.test/),
    });
  });

  test("of the named authority is trusted, and those that Node trusts stay trusted", async () => {
    const server = await octaneWith(good);
    expect((await schema(server, ["--ca", authority.ca])).code).toBe(0);
    const other = createAuthority("Another authority");
    const both = await schema(server, ["--ca", other.ca], { NODE_EXTRA_CA_CERTS: authority.ca });
    other.close();
    expect(both.code).toBe(0);
  });
});

describe("--insecure", () => {
  test("takes any certificate, and says aloud what that means, each time", async () => {
    const other = authority.issue({ name: "other.test", names: "DNS:other.test" });
    const done = await schema(await octaneWith(other), ["--insecure"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(
      /^warning: --insecure: the server's certificate is not verified; .*--ca FILE/m,
    );
    expect(done.stdout).toContain("<xs:schema");
  });
});

describe("a server that wants a client certificate", () => {
  const wants = () => ({ requestCert: true, rejectUnauthorized: true, ca: readFileSync(authority.ca) });

  test("without one is told, and the help names --cert and --key", async () => {
    const server = await run({
      program: "openssl",
      args: (port) => [
        ...[
          "s_server",
          "-accept",
          `127.0.0.1:${port}`,
          "-www",
          "-tls1_2",
          "-cert",
          good.cert,
          "-key",
          good.key,
        ],
        ...["-Verify", "1", "-verify_return_error", "-CAfile", authority.ca],
      ],
    });
    const told = await refusal(`https://localhost:${server.port}`);
    await server.close();
    expect(told).toMatchObject({
      code: "client-certificate-wanted",
      help: expect.stringMatching(/--cert FILE and --key FILE/),
    });
  });

  test("gets it from --cert and --key, also from an encrypted key", async () => {
    const server = await octaneWith(good, wants());
    const me = authority.issue({ name: "me" });
    const locked = join(authority.folder, "locked.key");
    const cipher = ["-aes256", "-passout", "pass:Key-ring-3"];
    execFileSync("openssl", ["pkey", "-in", me.key, "-out", locked, ...cipher], { stdio: "pipe" });
    const args = (key: string) => ["--ca", authority.ca, "--cert", me.cert, "--key", key];
    expect((await schema(server, args(me.key))).code).toBe(0);
    expect((await schema(server, args(locked), { OCTANE_KEY_PASSWORD: "Key-ring-3" })).code).toBe(0);
    const wrong = await schema(server, args(locked), { OCTANE_KEY_PASSWORD: "Wrong-ring-4" });
    expect(wrong.code).toBe(2);
    expect(wrong.stdout + wrong.stderr).toContain("cannot be used, or does not fit its key");
    expect(wrong.stdout + wrong.stderr).not.toContain("Wrong-ring-4");
  });

  test.each([
    [["--cert", "CERT"], "--key is missing"],
    [["--cert", "CERT", "--key", "OTHER"], "does not fit its key"],
    [["--ca", "OTHER"], "holds no certificate"],
  ])("%j is wrong usage", async (args, words) => {
    const named = args.map(
      (arg) => ({ CERT: good.cert, OTHER: join(authority.folder, "ca.key") })[arg] ?? arg,
    );
    const done = await schema("https://localhost:1", named);
    expect(done.code).toBe(2);
    expect(done.stdout + done.stderr).toContain(words);
  });
});

test("a port that does not speak TLS is told as that", async () => {
  const plain = createServer((_, outgoing) => outgoing.end("plain"));
  const port = await freePort();
  await new Promise<void>((listening) => plain.listen(port, "127.0.0.1", listening));
  const told = await refusal(`https://localhost:${port}`);
  plain.close();
  expect(told).toMatchObject({ code: "tls-failed", help: expect.stringContaining("speaks https") });
});

test("a port where nobody listens is told at once", async () => {
  const start = performance.now();
  expect(await refusal(`https://127.0.0.1:${await freePort()}`)).toMatchObject({
    code: "connection-refused",
  });
  expect(performance.now() - start).toBeLessThan(15_000);
});
