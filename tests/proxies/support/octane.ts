/** A sandbox Octane behind TLS, as companies run theirs. */

import { once } from "node:events";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createSandbox, type Sandbox, TRY_API_KEY } from "../../../pkg/src/sandbox/index.js";
import { libxml2Core } from "../../../pkg/test/support/libxml2-core.js";

/** A running sandbox. */
export interface TlsOctane {
  port: number;
  sandbox: Sandbox;
  /** Every request that came, with its headers. */
  requests: Request[];
  close(): Promise<void>;
}

/** Answers in the sandbox's place; nothing where the sandbox may. */
export type Instead = (request: Request) => Response | undefined;

/** Credentials and workspace of every sandbox. */
export const PLACE = { sharedSpace: 1001, workspace: 1002, credentials: { ...TRY_API_KEY } };

/** The same for the command line. */
export const SIGNED_IN = {
  OCTANE_CLIENT_ID: TRY_API_KEY.clientId,
  OCTANE_CLIENT_SECRET: TRY_API_KEY.clientSecret,
  OCTANE_SHARED_SPACE: "1001",
  OCTANE_WORKSPACE: "1002",
};

/** Starts a sandbox on loopback. */
export async function startTlsOctane(
  options: ServerOptions,
  instead: Instead = () => undefined,
): Promise<TlsOctane> {
  const sandbox = createSandbox({ core: libxml2Core() });
  const requests: Request[] = [];
  const answer = (request: Request) => {
    requests.push(request);
    return instead(request) ?? sandbox.fetch(request);
  };
  const server = createServer(options, getRequestListener(answer, { overrideGlobalObjects: false }));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { port: (server.address() as AddressInfo).port, sandbox, requests, close };
}
