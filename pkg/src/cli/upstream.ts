/** What stands behind the gateway: an Octane somewhere, through whatever proxy, or a sandbox of this process. */

import type { GatewayOptions } from "../gateway/index.js";
import type { Surroundings } from "./act.js";
import type { ConnectionFlags } from "./connection-flags.js";

/** An upstream, ready for the gateway. */
export interface OpenUpstream {
  options: Pick<GatewayOptions, "upstream" | "fetch">;
  close(): Promise<void>;
}

/** Opens the way to the Octane of this base URL; without one, a sandbox. */
export async function openUpstream(
  octane: string | undefined,
  flags: ConnectionFlags,
  { env, terminal }: Surroundings,
): Promise<OpenUpstream> {
  if (octane === undefined) return openSandbox();
  const { openConnection } = await import("./http.js");
  const { fetch, close } = openConnection(flags, env, terminal.err);
  return { options: { upstream: octane, fetch }, close };
}

async function openSandbox(): Promise<OpenUpstream> {
  const { createSandbox } = await import("../sandbox/index.js");
  const sandbox = createSandbox();
  return { options: { upstream: sandbox.fetch }, close: async () => {} };
}
