/** A service behind an HTTP server of Node, on loopback unless the caller insists. */

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { type Wire, wireOf } from "./wire.js";

/** Where to listen. */
export interface ListenOptions {
  /** Port; 0 (default) takes a free one. */
  port?: number;
  /** Address. Default: `127.0.0.1`. */
  host?: string;
  /** Allows an address that other machines can reach. Default: false. */
  allowRemote?: boolean;
}

/** What answers requests. */
export interface Service {
  /** Answers a request. */
  fetch(request: Request, wire?: Wire): Promise<Response>;
  /** Looks at a request as it stood on the wire, before a URL is made of it, and may refuse it. */
  refuse?(incoming: IncomingMessage): Response | undefined;
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
/** A client on the same machine needs no longer; one that takes longer is not well-meaning. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 120_000 };
/** A missing Host is left to the service, which says what is wrong with it. */
const SERVER_OPTIONS = { ...TIMEOUTS, requireHostHeader: false };

/** Starts a server; rejects where the address is taken, or is not loopback and not allowed. */
export async function listen(
  serviceAt: (port: number) => Service,
  options: ListenOptions = {},
): Promise<Listening> {
  const { port = 0, host = "127.0.0.1", allowRemote = false } = options;
  if (!allowRemote && !LOOPBACK.has(host)) throw new RemoteAddressError(host);
  const server = createServer(SERVER_OPTIONS);
  await started(server, port, host);
  const address = server.address() as AddressInfo;
  server.on("request", listener(serviceAt(address.port)));
  return { url: `http://${hostAt(host, address.port)}`, close: () => stopped(server) };
}

/** An address and a port as a URL has them. */
export function hostAt(host: string, port: number): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** The runtime's own Request and Response stay as they are. */
function listener(service: Service): RequestListener {
  const answer = getRequestListener(
    (request, { outgoing }) => service.fetch(request, wireOf(outgoing as ServerResponse)),
    { overrideGlobalObjects: false },
  );
  return (incoming, outgoing) => {
    const refusal = service.refuse?.(incoming);
    return refusal === undefined ? answer(incoming, outgoing) : send(refusal, outgoing);
  };
}

/** The connection ends with a refusal: what else comes on it is not read. */
async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = await response.text();
  const headers = { ...Object.fromEntries(response.headers), connection: "close" };
  outgoing.writeHead(response.status, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
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

function stopped(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
