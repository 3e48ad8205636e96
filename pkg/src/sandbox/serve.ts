/** The sandbox as a server of Node. */

import { type Listening, type ListenOptions, listen } from "../http/listen.js";
import type { SandboxCore } from "./core.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "./index.js";

/** A sandbox that listens. */
export interface ServedSandbox extends Listening {
  /** The sandbox itself, to ask what arrived. */
  sandbox: Sandbox;
}

/** Starts a sandbox; rejects where the address is taken, or is not loopback and not allowed. */
export async function serveSandbox(
  options: ListenOptions & SandboxOptions & { core: SandboxCore },
): Promise<ServedSandbox> {
  const sandbox = createSandbox(options);
  return { ...(await listen(() => sandbox, options)), sandbox };
}
