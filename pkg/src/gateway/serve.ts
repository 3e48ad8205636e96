/** The gateway as a server of Node: requests are inspected as they stood on the wire, before a URL is made of them. */

import type { IncomingMessage } from "node:http";
import { arrivalOf, loopbackHosts } from "../http/doorkeeper.js";
import { type Listening, type ListenOptions, listen } from "../http/listen.js";
import { createGateway, type GatewayOptions } from "./index.js";
import { inspect } from "./inspect.js";
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

function refuse(incoming: IncomingMessage, hosts: readonly string[]): Response | undefined {
  const refusal = inspect(arrivalOf(incoming), hosts);
  return refusal === undefined ? undefined : refusalAnswer(refusal, null);
}
