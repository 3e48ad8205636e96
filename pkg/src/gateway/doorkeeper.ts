/**
 * The first look at every request, before anything else touches it: is it meant for us, and does it come from our page.
 *
 * A page of another site can make the browser send requests to loopback, and by DNS rebinding even under a name of its
 * own. So the Host must be exactly one of ours, and an Origin must be that of our own page. The target must be plain:
 * no documented path has an escape, a dot segment, or an empty segment.
 */

import type { Refusal } from "./refusal.js";

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
}

const METHODS = ["GET", "HEAD", "POST"];
const PLAIN_PATH = /^\/(?:[A-Za-z0-9_.@+~-]+\/)*[A-Za-z0-9_.@+~-]*$/u;
const DOT_SEGMENT = /(?:^|\/)\.{1,2}(?:\/|$)/u;

/** Why the request may not come in; undefined where it may. */
export function inspect(arrival: Arrival, allowedHosts: readonly string[]): Refusal | undefined {
  return (
    hostRefusal(arrival, allowedHosts) ??
    originRefusal(arrival, allowedHosts) ??
    methodRefusal(arrival) ??
    targetRefusal(arrival)
  );
}

function hostRefusal({ hosts }: Arrival, allowed: readonly string[]): Refusal | undefined {
  const [host] = hosts;
  if (hosts.length === 1 && host !== undefined && allowed.includes(host.toLowerCase())) return undefined;
  const description = `the request is for ${quoted(hosts, "no host")}, the gateway answers for ${quoted(allowed)}`;
  return { code: "gateway-host-not-allowed", description };
}

/** Browsers leave Origin out of some requests, but then say by Sec-Fetch-Site that another site is behind them. */
function originRefusal({ target, origins, sites }: Arrival, allowed: readonly string[]): Refusal | undefined {
  const isOurs = (origin: string) => allowed.some((host) => origin === `http://${host}`);
  if (origins.length > 1 || !origins.every(isOurs)) {
    return { code: "gateway-origin-not-allowed", description: `the request comes from ${quoted(origins)}` };
  }
  const isForeign = !sites.every((site) => site === "same-origin" || site === "none");
  if (isForeign && target.startsWith("/octane/")) {
    return {
      code: "gateway-origin-not-allowed",
      description: `the request comes from a ${sites.join()} page`,
    };
  }
  return undefined;
}

function methodRefusal({ method }: Arrival): Refusal | undefined {
  if (METHODS.includes(method)) return undefined;
  const allow = METHODS.join(", ");
  const description = `the gateway has no use for the method ${method}, only for ${allow}`;
  return { code: "gateway-method-not-allowed", description, headers: { allow } };
}

function targetRefusal({ target }: Arrival): Refusal | undefined {
  const path = target.split("?", 1)[0] ?? "";
  if (PLAIN_PATH.test(path) && !DOT_SEGMENT.test(path) && !target.includes("#")) return undefined;
  const description =
    "the request target is not a plain path: no escapes, no dot segments, no empty segments";
  return { code: "gateway-target-malformed", description };
}

function quoted(values: readonly string[], none = "nothing"): string {
  return values.length === 0 ? none : values.map((value) => JSON.stringify(value)).join(", ");
}
