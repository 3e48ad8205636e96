/** What stands behind the gateway: an Octane somewhere, through whatever proxy, or a sandbox of this process. */

import type { GatewayOptions } from "../gateway/index.js";
import type { Environment } from "./environment.js";
import type { ProxyOptions } from "./http.js";

/** An upstream, ready for the gateway. */
export interface OpenUpstream {
  options: Pick<GatewayOptions, "upstream" | "fetch">;
  close(): Promise<void>;
}

/** Opens the way to the Octane of this base URL; without one, a sandbox. */
export async function openUpstream(
  octane: string | undefined,
  flags: ProxyOptions,
  env: Environment,
): Promise<OpenUpstream> {
  if (octane === undefined) return openSandbox();
  const { connect } = await import("./http.js");
  const { fetch, close } = connect(flags, env);
  return { options: { upstream: octane, fetch }, close };
}

async function openSandbox(): Promise<OpenUpstream> {
  const { createSandbox } = await import("../sandbox/index.js");
  const sandbox = createSandbox();
  return { options: { upstream: sandbox.fetch }, close: async () => {} };
}
