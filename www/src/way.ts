/**
 * The way from the page to Octane: straight on its own origin, with the gateway's token, or through a relay.
 *
 * Runs in the worker.
 */

import { type FetchFunction, wayOf } from "octane-payload";
import type { SignInRequest } from "./protocol.js";

/** The fetch for a way. */
export function fetchBy({
  way,
  relay,
  token,
}: Pick<SignInRequest, "way" | "relay" | "token">): FetchFunction {
  const found =
    way === "relay" ? wayOf({ relay }) : way === "gateway" ? wayOf({ gatewayToken: token }) : undefined;
  return found ?? ((url, init) => fetch(url, init));
}
