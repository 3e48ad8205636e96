/**
 * The gateway as a server of Node: requests are inspected as they stood on the wire, before a URL is made of them.
 *
 * @module octane-payload/gateway/serve
 */

import type { IncomingMessage } from "node:http";
import { arrivalOf, loopbackHosts } from "../http/doorkeeper.js";
import { hostAt, type Listening, type ListenOptions, listen } from "../http/listen.js";
import { randomId } from "../http/random-id.js";
import { createGateway, type GatewayOptions } from "./index.js";
import { type Door, inspect } from "./inspect.js";
import { doorOf } from "./options.js";
import { pageDirectory } from "./page-directory.js";
import { refusalAnswer } from "./refusal.js";

export type { Listening, ListenOptions } from "../http/listen.js";

/** How the gateway is served. */
export interface ServeGatewayOptions extends ListenOptions, Omit<GatewayOptions, "hosts" | "page"> {
  /** Directory of the built page. Default: no page. */
  pageDirectory?: string;
  /** Host headers to answer beside those of loopback, each with its port. Default: the address listened on. */
  allowedHosts?: readonly string[];
  /** What requests to Octane have to carry in the header `X-Gateway-Token`. Default: a new one that nobody can guess. */
  token?: string;
}

/** A gateway that listens. */
export interface ServedGateway extends Listening {
  /** What requests to Octane have to carry in the header `X-Gateway-Token`. */
  token: string;
  /** The address to open the page by: the token stands in its fragment, which browsers send nowhere. */
  pageUrl: string;
}

/** Starts a gateway; rejects where the address is taken or not allowed, or where the page is not there. */
export async function serveGateway(options: ServeGatewayOptions): Promise<ServedGateway> {
  const page =
    options.pageDirectory === undefined ? {} : { page: await pageDirectory(options.pageDirectory) };
  const token = options.token ?? randomId();
  const listening = await listen((port) => {
    const settings = { ...options, ...page, token, hosts: hostsAt(port, options) };
    const door = doorOf(settings);
    const gateway = createGateway(settings);
    return { fetch: gateway.fetch, refuse: (incoming) => refuse(incoming, door) };
  }, options);
  return { ...listening, token, pageUrl: `${options.origins?.[0] ?? listening.url}/#token=${token}` };
}

function hostsAt(port: number, { host, allowedHosts = [] }: ServeGatewayOptions): string[] {
  const own = host === undefined ? [] : [hostAt(host, port)];
  return [...new Set([...loopbackHosts(port), ...own, ...allowedHosts])];
}

function refuse(incoming: IncomingMessage, door: Door): Response | undefined {
  const refusal = inspect(arrivalOf(incoming), door);
  return refusal === undefined ? undefined : refusalAnswer(refusal, null);
}
