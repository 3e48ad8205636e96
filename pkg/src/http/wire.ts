/** The connection under an answer, for those who must be able to treat it badly: a sandbox that plays a broken network. */

import type { ServerResponse } from "node:http";

/** A connection that waits for its answer. */
export interface Wire {
  /** Tears the connection down without a word. */
  reset(): Response;
  /** Begins the answer and breaks off after these bytes of it. */
  cut(answer: Response, bytes: Uint8Array, whole: number): Response;
}

/** The wire of an answer of Node's server. What it gives back says that nothing more is to be sent. */
export function wireOf(outgoing: ServerResponse): Wire {
  return {
    reset: () => {
      outgoing.socket?.resetAndDestroy();
      return alreadySent();
    },
    cut: (answer, bytes, whole) => {
      outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), "content-length": whole });
      outgoing.write(bytes, () => outgoing.socket?.destroy());
      return alreadySent();
    },
  };
}

/** The mark by which the adaptor of the server knows that it has nothing to send. */
function alreadySent(): Response {
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}
