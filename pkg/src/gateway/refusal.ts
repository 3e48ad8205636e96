/** Why the gateway does not let a request through, or has no answer to it: codes of its own in Octane's error shape. */

import { errorAnswer } from "../http/error-answer.js";
import { ANSWER_HEADERS } from "./security-headers.js";

/** What the gateway can say by itself, with the status code that goes with it. */
export const GATEWAY_CODES = {
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
} as const;

/** A code of the gateway. */
export type GatewayCode = keyof typeof GATEWAY_CODES;

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
  return errorAnswer({ ...refusal, headers, status: GATEWAY_CODES[refusal.code], correlationId });
}
