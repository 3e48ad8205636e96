/** A fetch function behind an HTTP server of Node, on loopback unless the caller insists. */

import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

/** Where to listen. */
export interface ListenOptions {
  /** Port; 0 (default) takes a free one. */
  port?: number;
  /** Address. Default: `127.0.0.1`. */
  host?: string;
  /** Allows an address that other machines can reach. Default: false. */
  allowRemote?: boolean;
}

/** A server that listens. */
export interface Listening {
  /** Where, such as `http://127.0.0.1:8080`. */
  url: string;
  /** Ends the server and its connections. */
  close(): Promise<void>;
}

/** The address is not one of this machine alone, and nobody said that this is wanted. */
export class RemoteAddressError extends Error {
  constructor(host: string) {
    super(`"${host}" is not a loopback address; listening there must be allowed explicitly`);
    this.name = "RemoteAddressError";
  }
}

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);

/** Starts a server; rejects where the address is taken, or is not loopback and not allowed. */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  options: ListenOptions = {},
): Promise<Listening> {
  const { port = 0, host = "127.0.0.1", allowRemote = false } = options;
  if (!allowRemote && !LOOPBACK.has(host)) throw new RemoteAddressError(host);
  const server = createAdaptorServer({ fetch: (request) => fetch(request) }) as Server;
  await started(server, port, host);
  return { url: urlOf(server, host), close: () => stopped(server) };
}

function started(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
