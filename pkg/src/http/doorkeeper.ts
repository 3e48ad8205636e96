/**
 * The first look at every request, before anything else touches it: is it meant for us, and does it come from our page.
 *
 * A page of another site can make the browser send requests to loopback, and by DNS rebinding even under a name of its
 * own. So the Host must be exactly one of ours, and an Origin must be that of our own page. Beyond that, a target must
 * be plain where no path has an escape, a dot segment, or an empty segment.
 */

import type { IncomingMessage } from "node:http";

/** What is looked at, as it stood on the wire. */
export interface Arrival {
  /** The method, in upper case. */
  method: string;
  /** The request target: path and query. */
  target: string;
  /** Every Host header. */
  hosts: string[];
  /** Every Origin header. */
  origins: string[];
  /** Every Sec-Fetch-Site header. */
  sites: string[];
  /** Every {@link TOKEN_HEADER}. */
  tokens: string[];
}

/** What is wrong with a request at the door. */
export interface DoorFault {
  about: "host" | "origin" | "token" | "target";
  description: string;
}

/** By which the page shows that it was opened by the address that the gateway printed. */
export const TOKEN_HEADER = "x-gateway-token";

const PLAIN_PATH = /^\/(?:[A-Za-z0-9_.@+~-]+\/)*[A-Za-z0-9_.@+~-]*$/u;
const DOT_SEGMENT = /(?:^|\/)\.{1,2}(?:\/|$)/u;

/** The Host headers of a server of this machine at a port. */
export function loopbackHosts(port: number): string[] {
  return ["127.0.0.1", "localhost", "[::1]"].flatMap((name) =>
    port === 80 ? [name, `${name}:80`] : [`${name}:${port}`],
  );
}

/** The origins of pages under these Host headers, without TLS. */
export function originsOf(hosts: readonly string[]): string[] {
  return hosts.map((host) => `http://${host}`);
}

/** What Node read from the wire. Its own view of headers keeps the first of two Hosts, and joins others. */
export function arrivalOf(incoming: IncomingMessage): Arrival {
  const all = (name: string) =>
    incoming.rawHeaders.filter((_, index, raw) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === name);
  return {
    method: incoming.method ?? "",
    target: incoming.url ?? "",
    hosts: all("host"),
    origins: all("origin"),
    sites: all("sec-fetch-site"),
    tokens: all(TOKEN_HEADER),
  };
}

/** The Host must be one of ours, once. */
export function hostFault({ hosts }: Arrival, allowed: readonly string[]): DoorFault | undefined {
  const [host] = hosts;
  if (hosts.length === 1 && host !== undefined && allowed.includes(host.toLowerCase())) return undefined;
  const asked = hosts.length === 0 ? "no host" : quoted(hosts);
  return { about: "host", description: `the request is for ${asked}, this is ${quoted(allowed)}` };
}

/** An Origin must be one of ours. */
export function originFault({ origins }: Arrival, allowed: readonly string[]): DoorFault | undefined {
  if (origins.length <= 1 && origins.every((origin) => allowed.includes(origin))) return undefined;
  return { about: "origin", description: `the request comes from ${quoted(origins)}` };
}

/** Browsers leave Origin out of some requests, but then say by Sec-Fetch-Site that another site is behind them. */
export function siteFault({ sites }: Arrival): DoorFault | undefined {
  if (sites.every((site) => site === "same-origin" || site === "none")) return undefined;
  return { about: "origin", description: `the request comes from a ${sites.join()} page` };
}

/** The token must be there once, and right; it is never repeated. */
export function tokenFault({ tokens }: Arrival, wanted: string): DoorFault | undefined {
  const [token = ""] = tokens;
  if (tokens.length === 1 && isSame(token, wanted)) return undefined;
  const description = `the request has ${token === "" ? "no" : "another"} token of this gateway`;
  return { about: "token", description };
}

/** In the same time wherever the first difference stands. */
function isSame(given: string, wanted: string): boolean {
  let difference = given.length ^ wanted.length;
  for (let index = 0; index < wanted.length; index += 1)
    difference |= given.charCodeAt(index) ^ wanted.charCodeAt(index);
  return difference === 0;
}

/** The target must be a plain path, with or without a query. */
export function targetFault({ target }: Arrival): DoorFault | undefined {
  const path = target.split("?", 1)[0] ?? "";
  if (PLAIN_PATH.test(path) && !DOT_SEGMENT.test(path) && !target.includes("#")) return undefined;
  const description =
    "the request target is not a plain path: no escapes, no dot segments, no empty segments";
  return { about: "target", description };
}

function quoted(values: readonly string[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}
