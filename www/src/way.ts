/**
 * The way from the page to Octane: straight on its own origin, with the gateway's token, or through a relay.
 *
 * Owns what is added to a request. Runs in the worker.
 */

import { type FetchFunction, relayed } from "octane-payload";
import type { SignInRequest } from "./protocol.js";

/** By which a gateway knows its own page. */
const tokenHeader = "x-gateway-token";

/** The fetch for a way. */
export function fetchBy({
  way,
  relay,
  token,
}: Pick<SignInRequest, "way" | "relay" | "token">): FetchFunction {
  if (way === "relay") return relayed({ url: relay });
  if (way === "same-origin" || token === undefined) return (url, init) => fetch(url, init);
  return (url, init) => fetch(url, { ...init, headers: [...init.headers, [tokenHeader, token]] });
}
