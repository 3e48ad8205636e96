/**
 * The sandbox as a server of Node.
 *
 * @module octane-payload/sandbox/serve
 */

import type { IncomingMessage } from "node:http";
import { arrivalOf, hostFault, loopbackHosts, originFault, originsOf } from "../http/doorkeeper.js";
import { errorAnswer } from "../http/error-answer.js";
import { type Listening, type ListenOptions, listen } from "../http/listen.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "./index.js";

export type { Listening, ListenOptions } from "../http/listen.js";

/** A sandbox that listens. */
export interface ServedSandbox extends Listening {
  /** The sandbox itself, to ask what arrived. */
  sandbox: Sandbox;
}

/**
 * Starts a sandbox; rejects where the address is taken, or is not loopback and not allowed.
 *
 * What was sent to a sandbox is the user's own, and its credentials are known to all: so on loopback it answers under
 * its own names only, and no page of another site.
 */
export async function serveSandbox(options: ListenOptions & SandboxOptions = {}): Promise<ServedSandbox> {
  const sandbox = createSandbox(options);
  const isOpen = options.allowRemote === true;
  const serviceAt = (port: number) => ({
    fetch: sandbox.fetch,
    refuse: (incoming: IncomingMessage) => (isOpen ? undefined : refuse(incoming, loopbackHosts(port))),
  });
  return { ...(await listen(serviceAt, options)), sandbox };
}

function refuse(incoming: IncomingMessage, hosts: readonly string[]): Response | undefined {
  const arrival = arrivalOf(incoming);
  const fault = hostFault(arrival, hosts) ?? originFault(arrival, originsOf(hosts));
  if (fault === undefined) return undefined;
  const { about, description } = fault;
  return errorAnswer({ status: 403, code: `sandbox-${about}-not-allowed`, description });
}
