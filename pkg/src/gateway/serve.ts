/** The gateway as a server of Node: requests are inspected as they stood on the wire, before a URL is made of them. */

import type { IncomingMessage } from "node:http";
import { type Listening, type ListenOptions, listen } from "../http/listen.js";
import { type Arrival, inspect } from "./doorkeeper.js";
import { createGateway, type GatewayOptions } from "./index.js";
import { pageDirectory } from "./page-directory.js";
import { refusalAnswer } from "./refusal.js";

/** How the gateway is served. */
export interface ServeGatewayOptions extends ListenOptions, Omit<GatewayOptions, "hosts" | "page"> {
  /** Directory of the built page. Default: no page. */
  pageDirectory?: string;
  /** Host headers to answer beside those of loopback, each with its port. Default: none. */
  allowedHosts?: readonly string[];
}

/** Starts a gateway; rejects where the address is taken or not allowed, or where the page is not there. */
export async function serveGateway(options: ServeGatewayOptions): Promise<Listening> {
  const page =
    options.pageDirectory === undefined ? {} : { page: await pageDirectory(options.pageDirectory) };
  return listen((port) => {
    const hosts = [...loopbackHosts(port), ...(options.allowedHosts ?? [])];
    const gateway = createGateway({ ...options, ...page, hosts });
    return { fetch: gateway.fetch, refuse: (incoming) => refuse(incoming, hosts) };
  }, options);
}

function loopbackHosts(port: number): string[] {
  return ["127.0.0.1", "localhost", "[::1]"].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
}

function refuse(incoming: IncomingMessage, hosts: readonly string[]): Response | undefined {
  const refusal = inspect(arrivalOf(incoming), hosts);
  return refusal === undefined ? undefined : refusalAnswer(refusal, null);
}

/** The raw headers: Node's own view of them keeps the first of two Hosts, and joins others. */
function arrivalOf(incoming: IncomingMessage): Arrival {
  const all = (name: string) =>
    incoming.rawHeaders.filter((_, index, raw) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    hosts: all("host"),
    origins: all("origin"),
    sites: all("sec-fetch-site"),
  };
}
