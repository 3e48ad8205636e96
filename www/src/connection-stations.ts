/** What a test of a connection looks at, and how it can end. */

import type { Diagnostic } from "octane-payload";

/** What is looked at, in this order: where one fails, those after it cannot be looked at. */
export const stations = ["way", "octane", "sign-in", "workspace"] as const;

/** One of them. */
export type Station = (typeof stations)[number];

/** Why a station is not passed. */
export type Cause =
  | "offline"
  | "unreachable"
  | "cors"
  | "policy"
  | "gateway-refused"
  | "name-not-found"
  | "connection-refused"
  | "connection-failed"
  | "certificate"
  | "proxy"
  | "redirected"
  | "timed-out"
  | "not-octane"
  | "unavailable"
  | "sign-in"
  | "permission"
  | "not-found"
  | "other";

/** How the test ended. */
export interface ConnectionTest {
  /** The station that is not passed; absent where all are. */
  readonly failed?: { readonly station: Station; readonly cause: Cause };
  /** What was said on the way. */
  readonly diagnostics: readonly Diagnostic[];
}
