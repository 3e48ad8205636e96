/** Why the gateway does not let a request through, or has no answer to it: codes of its own in Octane's error shape. */

import { type ErrorFacts, errorAnswer } from "../http/error-answer.js";
import { ANSWER_HEADERS } from "./security-headers.js";

/**
 * What the gateway says by itself, in the `error_code` of an answer.
 *
 * Of a request that it does not let through:
 *
 * - `gateway-host-not-allowed`, `gateway-origin-not-allowed`, `gateway-token-not-allowed`: it does not come from the page
 * - `gateway-target-malformed`, `gateway-path-not-allowed`, `gateway-method-not-allowed`, `gateway-parameter-not-allowed`:
 *   it is none of those that are documented
 * - `gateway-body-too-large`, `gateway-body-broken-off`: its body is larger than may be, or ends too early
 *
 * Of an answer that Octane does not give:
 *
 * - `gateway-upstream-unknown-host`, `gateway-upstream-proxy`, `gateway-upstream-tls`, `gateway-upstream-unreachable`: there
 *   is no connection, because of the name, the proxy, a certificate, or anything else
 * - `gateway-upstream-timeout`, `gateway-upstream-broken-off`, `gateway-upstream-too-large`: it does not come whole
 * - `gateway-upstream-redirect`: it leads elsewhere
 *
 * `gateway-fault` is a fault of the gateway itself.
 */
export type GatewayCode =
  | "gateway-host-not-allowed"
  | "gateway-origin-not-allowed"
  | "gateway-token-not-allowed"
  | "gateway-target-malformed"
  | "gateway-path-not-allowed"
  | "gateway-method-not-allowed"
  | "gateway-parameter-not-allowed"
  | "gateway-body-too-large"
  | "gateway-body-broken-off"
  | "gateway-fault"
  | "gateway-upstream-unreachable"
  | "gateway-upstream-unknown-host"
  | "gateway-upstream-tls"
  | "gateway-upstream-proxy"
  | "gateway-upstream-redirect"
  | "gateway-upstream-broken-off"
  | "gateway-upstream-too-large"
  | "gateway-upstream-timeout";

/** The status code that goes with each. */
const STATUSES: Readonly<Record<GatewayCode, ErrorFacts["status"]>> = {
  "gateway-host-not-allowed": 421,
  "gateway-origin-not-allowed": 403,
  "gateway-token-not-allowed": 403,
  "gateway-target-malformed": 400,
  "gateway-path-not-allowed": 404,
  "gateway-method-not-allowed": 405,
  "gateway-parameter-not-allowed": 400,
  "gateway-body-too-large": 413,
  "gateway-body-broken-off": 400,
  "gateway-fault": 500,
  "gateway-upstream-unreachable": 502,
  "gateway-upstream-unknown-host": 502,
  "gateway-upstream-tls": 502,
  "gateway-upstream-proxy": 502,
  "gateway-upstream-redirect": 502,
  "gateway-upstream-broken-off": 502,
  "gateway-upstream-too-large": 502,
  "gateway-upstream-timeout": 504,
};

/** A refusal, or a failure on the way. */
export interface Refusal {
  code: GatewayCode;
  description: string;
  properties?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** The answer that tells a refusal. */
export function refusalAnswer(refusal: Refusal, correlationId: string | null): Response {
  const headers = { ...ANSWER_HEADERS, ...refusal.headers };
  return errorAnswer({ ...refusal, headers, status: STATUSES[refusal.code], correlationId });
}
