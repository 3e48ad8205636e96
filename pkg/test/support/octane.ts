/** The sandbox behind a real HTTP server on loopback, with whatever a test puts in between. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { createSandbox, type Sandbox, type SandboxOptions, TRY_API_KEY } from "../../src/sandbox/index.js";
import { libxml2Core } from "./libxml2-core.js";

/** A running server. */
export interface Octane {
  url: string;
  sandbox: Sandbox;
  /** `METHOD path`, in the order in which the requests came. */
  requests: string[];
  close(): Promise<void>;
}

/** Answers instead of the sandbox, or hands on to it. */
export type Between = (
  request: Request,
  sandbox: (request: Request) => Promise<Response>,
) => Promise<Response>;

/** The environment that signs in at the sandbox. */
export const SIGNED_IN: Record<string, string> = {
  OCTANE_CLIENT_ID: TRY_API_KEY.clientId,
  OCTANE_CLIENT_SECRET: TRY_API_KEY.clientSecret,
};

/** Starts a server with a sandbox of its own. */
export async function startOctane(options: SandboxOptions = {}, between?: Between): Promise<Octane> {
  const sandbox = createSandbox({ core: libxml2Core(), ...options });
  const requests: string[] = [];
  const answer = (request: Request) => sandbox.fetch(request);
  const server = createAdaptorServer({
    fetch: (request: Request) => {
      const { pathname, search } = new URL(request.url);
      requests.push(`${request.method} ${pathname}${search}`);
      return between ? between(request, answer) : answer(request);
    },
  }) as Server;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sandbox, requests, close: () => closed(server) };
}

/** The flags that lead to a server's one workspace. */
export function placeOf(octane: { url: string }): string[] {
  return ["--server", octane.url, "--shared-space", "1001", "--workspace", "1002"];
}

/** The payloads that were posted, by the requests. */
export function posts(octane: Octane): string[] {
  return octane.requests.filter((request) => /^POST .*\/test-results(\?|$)/.test(request));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
