/** A limit of requests per second, kept by the server: a bucket that holds a second's worth and fills evenly. */

import { errorAnswer } from "../http/error-answer.js";

/** What takes requests until the bucket is empty. */
export interface Rate {
  /** The refusal of a request that comes too early; undefined where it may come in. */
  refuse(request: Request): Response | undefined;
}

/** At most `perSecond` requests in a second, on a clock in milliseconds. `Infinity` refuses none. */
export function createRate(perSecond: number, now: () => number): Rate {
  let [tokens, at] = [perSecond, now()];
  return {
    refuse: (request) => {
      if (perSecond === Number.POSITIVE_INFINITY) return undefined;
      tokens = Math.min(perSecond, tokens + ((now() - at) / 1000) * perSecond);
      at = now();
      if (tokens < 1) return refusal(request, perSecond);
      tokens -= 1;
      return undefined;
    },
  };
}

function refusal(request: Request, perSecond: number): Response {
  return errorAnswer({
    status: 429,
    code: "platform.too_many_requests",
    description: `More than ${perSecond} requests in a second`,
    correlationId: request.headers.get("x-correlation-id"),
    headers: { "retry-after": "1" },
  });
}
