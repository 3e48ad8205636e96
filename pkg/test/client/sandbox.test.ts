/** The client and the sandbox over HTTP, straight and through the gateway: two sides that share no line. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServedGateway, serveGateway } from "../../src/gateway/serve.js";
import {
  convertParts,
  isOctaneError,
  OctaneClient,
  type OctaneClientOptions,
  type Part,
} from "../../src/index.js";
import { TRY_API_KEY, TRY_USER } from "../../src/sandbox/index.js";
import { type ServedSandbox, serveSandbox } from "../../src/sandbox/serve.js";
import { libxml2Core } from "../support/libxml2-core.js";
import { part } from "../support/parts.js";

let sandbox: ServedSandbox;
let gateway: ServedGateway;

beforeAll(async () => {
  sandbox = await serveSandbox({ core: libxml2Core(), accessTokens: ["a-known-token"] });
  gateway = await serveGateway({ upstream: sandbox.url });
});

afterAll(async () => {
  await gateway.close();
  await sandbox.close();
});

const run = (name: string) => `<test_run name="${name}" duration="1" status="Passed"/>`;

/** A payload that no other test sends. */
function payload(index: number, name: string, links = ""): Part {
  return part(index, `<test_result>${links}<test_runs>${run(name)}</test_runs></test_result>`);
}

describe.each([
  ["straight", () => ({ server: sandbox.url })],
  ["through the gateway", () => ({ server: `${gateway.url}/octane`, gatewayToken: gateway.token })],
])("%s", (way, placeOf) => {
  const clientOf = (credentials: OctaneClientOptions["credentials"] = TRY_USER) =>
    new OctaneClient({ ...placeOf(), sharedSpace: 1001, workspace: "1002", credentials });

  test.each([
    ["a user", TRY_USER],
    ["an API key", TRY_API_KEY],
  ])("%s signs in, fetches the schema and signs out", async (_, credentials) => {
    const client = clientOf(credentials);
    await client.signIn();
    expect(await client.schema()).toContain("<xs:schema");
    await client.signOut();
  });

  test("a wrong password is a refused sign-in", async () => {
    const signingIn = clientOf({ user: TRY_USER.user, password: "wrong-password" }).signIn();
    const error: unknown = await signingIn.catch((reason: unknown) => reason);
    expect(isOctaneError(error) && error.kind).toBe("sign-in");
  });

  test("parts arrive byte for byte, end as success, and their runs exist", async () => {
    const sent = [payload(0, `${way} one`), payload(1, `${way} two ä😀`)];
    const submission = await clientOf().submit(sent);
    expect(submission).toMatchObject({ outcome: "success", diagnostics: [] });
    const arrived = sandbox.sandbox.submissions.filter(({ id }) =>
      submission.parts.some((done) => done.id === id),
    );
    expect(arrived.map(({ bytes }) => Buffer.from(bytes))).toEqual(
      sent.map(({ bytes }) => Buffer.from(bytes)),
    );
    expect(submission.parts[0]?.log).toMatch(/^status: success\n/);
    expect(sandbox.sandbox.runs.filter(({ name }) => name.startsWith(way)).length).toBe(2);
  });

  test("a release that does not exist fails, with the log that says so", async () => {
    const links = '<release_ref id="424242"/>';
    const submission = await clientOf().submit([payload(0, `${way} lost`, links)]);
    expect(submission).toMatchObject({ outcome: "failed", diagnostics: [{ code: "task-failed" }] });
    expect(submission.parts[0]?.log).toContain("424242");
  });

  test("the same with skip-errors is a warning", async () => {
    const links = '<release_ref id="424242"/>';
    const submission = await clientOf().submit([payload(0, `${way} skipped`, links)], { skipErrors: true });
    expect(submission).toMatchObject({ outcome: "warning", diagnostics: [{ code: "task-warning" }] });
  });

  test("a payload that is not valid is refused in the server's words", async () => {
    const submission = await clientOf().submit([part(0, `<test_result way="${way}"/>`)]);
    expect(submission).toMatchObject({ outcome: "refused", parts: [{ status: "refused" }] });
    expect(submission.diagnostics[0]?.message).toContain("way");
  });

  test("the same bytes again are not processed again", async () => {
    const sent = payload(0, `${way} twice`);
    const first = await clientOf().submit([sent]);
    const second = await clientOf().submit([sent]);
    expect(second).toMatchObject({ outcome: "success", diagnostics: [{ code: "from-older-push" }] });
    expect(second.parts[0]?.id).toBe(first.parts[0]?.id);
    expect(sandbox.sandbox.runs.filter(({ name }) => name === `${way} twice`)).toHaveLength(1);
  });

  test("a session that expires in the middle is renewed", async () => {
    const submission = await clientOf().submit([payload(0, `${way} renewed`)], {
      onProgress: ({ kind }) => {
        if (kind === "part-accepted") sandbox.sandbox.expireSessions();
      },
    });
    expect(submission.outcome).toBe("success");
  });
});

test("a report that is converted while it is sent arrives whole: each case once", async () => {
  const names = Array.from({ length: 250 }, (_, index) => `streamed ${index}`);
  const cases = names.map((name) => `<testcase classname="a.B" name="${name}" time="0.001"/>`).join("");
  const report = { name: "report.xml", content: `<testsuite name="s" tests="250">${cases}</testsuite>` };
  const client = new OctaneClient({
    server: sandbox.url,
    sharedSpace: 1001,
    workspace: 1002,
    credentials: TRY_USER,
  });
  const submission = await client.submit(convertParts(report, { runsPerPart: 100 }));
  expect(submission.outcome).toBe("success");
  expect(submission.parts.map(({ runs }) => runs)).toEqual([100, 100, 50]);
  const arrived = sandbox.sandbox.runs.map(({ name }) => name).filter((name) => name.startsWith("streamed "));
  expect(arrived.sort()).toEqual(names.sort());
});

test("an access token needs no sign-in", async () => {
  const credentials = { accessToken: "a-known-token" };
  const client = new OctaneClient({ server: sandbox.url, sharedSpace: 1001, workspace: 1002, credentials });
  expect((await client.submit([payload(0, "by token")])).outcome).toBe("success");
});
