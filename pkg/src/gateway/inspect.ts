/** What the gateway asks of every request at its door. */

import {
  type Arrival,
  type DoorFault,
  hostFault,
  originFault,
  siteFault,
  targetFault,
  tokenFault,
} from "../http/doorkeeper.js";
import type { GatewayCode, Refusal } from "./refusal.js";

/** Where the page finds Octane. */
export const PREFIX = "/octane";

/** Who may come in. */
export interface Door {
  /** Host headers, in lower case. */
  hosts: readonly string[];
  /** Origins of the page. */
  origins: readonly string[];
  /** What requests to Octane have to carry; undefined where nothing. */
  token: string | undefined;
}

const METHODS = ["GET", "HEAD", "POST"];
const CODES: Record<DoorFault["about"], GatewayCode> = {
  host: "gateway-host-not-allowed",
  origin: "gateway-origin-not-allowed",
  token: "gateway-token-not-allowed",
  target: "gateway-target-malformed",
};

/** Why the request may not come in; undefined where it may. The Host comes first. */
export function inspect(arrival: Arrival, door: Door): Refusal | undefined {
  const stranger =
    hostFault(arrival, door.hosts) ?? originFault(arrival, door.origins) ?? pageFault(arrival, door);
  if (stranger !== undefined) return refusalOf(stranger);
  const fault = targetFault(arrival);
  return methodRefusal(arrival) ?? (fault === undefined ? undefined : refusalOf(fault));
}

/** Anybody may load the page, by a link or by its address; only the page may ask for Octane. */
function pageFault(arrival: Arrival, { token }: Door): DoorFault | undefined {
  if (!arrival.target.startsWith(`${PREFIX}/`)) return undefined;
  return siteFault(arrival) ?? (token === undefined ? undefined : tokenFault(arrival, token));
}

function refusalOf({ about, description }: DoorFault): Refusal {
  return { code: CODES[about], description };
}

function methodRefusal({ method }: Arrival): Refusal | undefined {
  if (METHODS.includes(method)) return undefined;
  const allow = METHODS.join(", ");
  const description = `the gateway has no use for the method ${method}, only for ${allow}`;
  return { code: "gateway-method-not-allowed", description, headers: { allow } };
}
