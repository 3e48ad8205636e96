/** The client on unusual ways to Octane: one that ends at the gateway, and one without any network. */

import { expect, test } from "vitest";
import { serveGateway } from "../../src/gateway/serve.js";
import { OctaneClient, type OctaneClientOptions, type SubmissionProgress } from "../../src/index.js";
import { createSandbox, TRY_API_KEY } from "../../src/sandbox/index.js";
import { serveSandbox } from "../../src/sandbox/serve.js";
import { libxml2Core } from "../support/libxml2-core.js";
import { part } from "../support/parts.js";

const core = libxml2Core();
const PAYLOAD =
  '<test_result><test_runs><test_run name="a" duration="1" status="Passed"/></test_runs></test_result>';

function clientTo(server: string, options: Partial<OctaneClientOptions> = {}): OctaneClient {
  return new OctaneClient({
    server,
    sharedSpace: 1001,
    workspace: 1002,
    credentials: TRY_API_KEY,
    ...options,
  });
}

test("an Octane that is not there behind a gateway is told at once, as it would be without the gateway", async () => {
  const gone = await serveSandbox({ core });
  await gone.close();
  const gateway = await serveGateway({ upstream: gone.url });
  const waits: SubmissionProgress[] = [];
  const onProgress = (progress: SubmissionProgress) => {
    if (progress.kind === "wait") waits.push(progress);
  };
  const told = { kind: "network", diagnostics: [{ code: "connection-refused" }] };
  for (const client of [
    clientTo(`${gateway.url}/octane`, { gatewayToken: gateway.token }),
    clientTo(gone.url),
  ]) {
    await expect(client.submit([part(0, PAYLOAD)], { onProgress })).rejects.toMatchObject(told);
  }
  expect(waits).toEqual([]);
  await gateway.close();
});

test("without its token a gateway is told as what it is", async () => {
  const gateway = await serveGateway({ upstream: createSandbox({ core }).fetch });
  const client = clientTo(`${gateway.url}/octane`);
  await expect(client.signIn()).rejects.toMatchObject({
    kind: "network",
    diagnostics: [{ code: "gateway-refused", message: expect.stringContaining("no token of this gateway") }],
  });
  await gateway.close();
});

test("inside one process the sandbox itself carries the session, as it must in a page", async () => {
  const sandbox = createSandbox({ core, session: "ambient" });
  const fetch: OctaneClientOptions["fetch"] = (url, init) => sandbox.fetch(new Request(url, init));
  const { outcome } = await clientTo("http://sandbox.invalid", { fetch }).submit([part(0, PAYLOAD)]);
  expect([outcome, sandbox.runs.map(({ name }) => name)]).toEqual(["success", ["a"]]);
});
