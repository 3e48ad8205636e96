/** What the reporters of all tools can be told. */

import type { ContextFile, ConvertOptions, OctaneClientOptions } from "../index.js";
import type { EntityId } from "../types.js";

/**
 * Where and how to submit. Secrets are no options: they stand in the environment, as for the command line
 * (`OCTANE_CLIENT_ID` and `OCTANE_CLIENT_SECRET`, `OCTANE_USER` and `OCTANE_PASSWORD`, or `OCTANE_ACCESS_TOKEN`).
 */
export interface SubmitTarget extends Pick<OctaneClientOptions, "signIn" | "requestsPerSecond" | "gzip"> {
  /** Base URL of Octane. Default: `OCTANE_SERVER`. */
  server?: string;
  /** Id of the shared space. Default: `OCTANE_SHARED_SPACE`. */
  sharedSpace?: EntityId;
  /** Id of the workspace. Default: `OCTANE_WORKSPACE`. */
  workspace?: EntityId;
  /** Proxy on the way. Default: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. */
  proxy?: string;
  /** File of a certificate authority to trust as well, as PEM. Default: `NODE_EXTRA_CA_CERTS`. */
  ca?: string;
  /** File of a client certificate with its chain, as PEM. Needs `key`. Default: none. */
  cert?: string;
  /** File of the private key of `cert`; its password stands in `OCTANE_KEY_PASSWORD`. Default: none. */
  key?: string;
  /** Asks the server to leave out what it cannot resolve, and to take the rest. Default: false. */
  skipErrors?: boolean;
  /** Milliseconds for the whole submission. Default: 600,000. */
  timeout?: number;
}

/** The options of a conversion that make sense while tests run. */
type ConversionOptions = Pick<
  ConvertOptions,
  | "context"
  | "linkRules"
  | "linkPolicy"
  | "identity"
  | "statuses"
  | "fit"
  | "duplicates"
  | "rules"
  | "runsPerPart"
  | "bytesPerPart"
>;

/** The options of every reporter. */
export interface ReporterOptions extends ConversionOptions {
  /** Folder for the payload files `part-0001.xml` and on; those of an earlier run in it are replaced. Default: `octane-payload`. */
  out?: string;
  /** A context file: its path (JSON), or what it holds. Default: none. */
  contextFile?: string | ContextFile;
  /** Whether the payloads are sent at the end, and where to. Default: false, they are only written. */
  submit?: boolean | SubmitTarget;
  /** Whether the test run fails where payloads cannot be written, are not valid, or are not taken. Default: false, it is told. */
  failOnError?: boolean;
}
