/** What the gateway asks of every request at its door. */

import {
  type Arrival,
  type DoorFault,
  hostFault,
  originFault,
  siteFault,
  targetFault,
} from "../http/doorkeeper.js";
import type { GatewayCode, Refusal } from "./refusal.js";

/** Where the page finds Octane. */
export const PREFIX = "/octane";

const METHODS = ["GET", "HEAD", "POST"];
const CODES: Record<DoorFault["about"], GatewayCode> = {
  host: "gateway-host-not-allowed",
  origin: "gateway-origin-not-allowed",
  target: "gateway-target-malformed",
};

/** Why the request may not come in; undefined where it may. The Host comes first. */
export function inspect(arrival: Arrival, allowedHosts: readonly string[]): Refusal | undefined {
  const toOctane = arrival.target.startsWith(`${PREFIX}/`);
  const stranger =
    hostFault(arrival, allowedHosts) ??
    originFault(arrival, allowedHosts) ??
    (toOctane ? siteFault(arrival) : undefined);
  if (stranger !== undefined) return refusalOf(stranger);
  const fault = targetFault(arrival);
  return methodRefusal(arrival) ?? (fault === undefined ? undefined : refusalOf(fault));
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
