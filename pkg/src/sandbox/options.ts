/** What a sandbox can be told, and what it does when it is told nothing. */

import { type Catalogue, defaultCatalogue } from "./catalogue.js";
import type { SandboxCore } from "./core.js";
import type { Fault } from "./faults.js";
import { packageCore } from "./package-core.js";
import type { SandboxApiKey, SandboxCredentials, SandboxUser } from "./sign-in.js";
import type { Progress } from "./tasks.js";

/** How a sandbox behaves; each has a default. */
export interface SandboxOptions {
  /** Users and API keys that may sign in. Default: {@link TRY_USER} and {@link TRY_API_KEY}. */
  credentials?: SandboxCredentials[];
  /** Access tokens that are taken without signing in. Default: none. */
  accessTokens?: string[];
  /** Tokens of an identity provider that an API key may exchange for an access token. Default: none. */
  subjectTokens?: string[];
  /** Whether writes have to carry the value of `XSRF_COOKIE` as `XSRF-HEADER`. Default: `"ignored"`, as for API keys. */
  xsrf?: "ignored" | "required";
  /** Milliseconds without a request after which a session is over. Default: three hours. */
  sessionLifetime?: number;
  /** `"cookies"` as Octane does it (default), or `"ambient"` for a page, where scripts see no cookies. */
  session?: "cookies" | "ambient";
  /** The one shared space there is. Default: `"1001"`. */
  sharedSpace?: string;
  /** The one workspace there is. Default: `"1002"`. */
  workspace?: string;
  /** The entities of the workspace. Default: a small web shop. */
  catalogue?: Catalogue;
  /** How long tasks are queued and running. Default: one status answer each. */
  progress?: Progress;
  /** Environment and test field values outside the catalogue: `"unresolved"` (default) or `"accepted"`. */
  unknownValues?: "unresolved" | "accepted";
  /** Largest payload in bytes, before and after decompression. Default: 100 MiB, the documented one. */
  maxBodyBytes?: number;
  /** Requests that are taken in one second; more get 429. Default: no limit. */
  requestsPerSecond?: number;
  /** What goes wrong, in this order. A request may also ask for a fault by the header `X-Sandbox-Fault`. Default: nothing. */
  faults?: Fault[];
  /** Methods by which the log may be asked for. Default: both that are spoken of, GET and POST. */
  logMethods?: ("GET" | "POST")[];
  /** Schema, validation and reading. Default: this package's core with the bundled schema. */
  core?: SandboxCore;
  /** The clock, in milliseconds since 1970. Default: the runtime's. */
  now?: () => number;
}

/** Options with nothing left open. */
export type SandboxSettings = Required<SandboxOptions>;

/** The user to try the sandbox with. */
export const TRY_USER: Readonly<SandboxUser> = { user: "sandbox@example.com", password: "sandbox" };
/** The API key to try the sandbox with. */
export const TRY_API_KEY: Readonly<SandboxApiKey> = {
  clientId: "sandbox-client",
  clientSecret: "sandbox-secret",
};

/** The options with the defaults filled in. */
export function settle(options: SandboxOptions): SandboxSettings {
  return {
    credentials: [TRY_USER, TRY_API_KEY],
    accessTokens: [],
    subjectTokens: [],
    xsrf: "ignored",
    sessionLifetime: 3 * 60 * 60 * 1000,
    session: "cookies",
    sharedSpace: "1001",
    workspace: "1002",
    catalogue: defaultCatalogue(),
    progress: { by: "requests", queued: 1, running: 1 },
    unknownValues: "unresolved",
    maxBodyBytes: 100 * 1024 * 1024,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    faults: [],
    logMethods: ["GET", "POST"],
    core: options.core ?? packageCore(),
    now: Date.now,
    ...options,
  };
}
