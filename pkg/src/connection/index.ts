/**
 * Ways from Node to a server: straight, through a proxy that is named, or through those of the environment; with a private
 * certificate authority or a client certificate. Give the `fetch` of one to an `OctaneClient`, or to a gateway.
 *
 * @module octane-payload/connection
 */

import { setTimeout } from "node:timers/promises";
import { type Dispatcher, fetch as undiciFetch } from "undici";
import { dispatcherOf } from "./dispatcher.js";
import type { ConnectionOptions } from "./options.js";
import { reasonOf } from "./reason.js";

export { type ConnectionOptions, ConnectionOptionsError } from "./options.js";

/** An open way to a server. */
export interface Connection {
  /**
   * The `fetch` of this way. Where there is no answer it rejects with the reason itself, whose `code` is that of Node or
   * undici, or `ERR_PROXY_UNREACHABLE`, `ERR_PROXY_SIGN_IN`, `ERR_PROXY_REFUSED` or `ERR_PROXY_DEAD_END`.
   */
  fetch: typeof globalThis.fetch;
  /** Closes what is still open; nothing is asked through it afterwards. */
  close(): Promise<void>;
}

/**
 * Opens a way. Nothing is asked yet.
 *
 * @throws ConnectionOptionsError where a proxy, a certificate or a key cannot be used.
 */
export function connect(options: ConnectionOptions = {}): Connection {
  const dispatcher = dispatcherOf(options);
  return { fetch: fetchThrough(dispatcher), close: () => closed(dispatcher) };
}

/** Milliseconds that a last request, such as a sign-out, has to end by itself. */
const GRACE = 3000;

async function closed(dispatcher: Dispatcher): Promise<void> {
  await Promise.race([dispatcher.close(), setTimeout(GRACE, undefined, { ref: false })]);
  await dispatcher.destroy();
}

function fetchThrough(dispatcher: Dispatcher): typeof globalThis.fetch {
  const through = async (input: string | URL | Request, init?: RequestInit) => {
    try {
      return await undiciFetch(input as never, { ...init, dispatcher } as never);
    } catch (error) {
      throw init?.signal?.aborted ? error : reasonOf(error);
    }
  };
  return through as unknown as typeof globalThis.fetch;
}
