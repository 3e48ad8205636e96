/** Why a fetch failed: undici says "fetch failed" and keeps the reason up to three causes deep. */

/** The reason itself, with a code that tells what to do. */
export function reasonOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return error;
  return error.cause === undefined ? ofProxyAnswer(error) : reasonOf(error.cause);
}

/** A proxy's refusal in one form, whether it was asked to forward or to open a tunnel. */
function ofProxyAnswer(error: Error): Error {
  const status = /^Proxy .*\((\d{3})\)/u.exec(error.message)?.[1];
  if (status === undefined) return error;
  return Object.assign(new Error(`the proxy answers ${status}`), { code: codeOf(Number(status)) });
}

/** tinyproxy answers 401 to a wrong password. */
function codeOf(status: number): string {
  if (status === 407 || status === 401) return "ERR_PROXY_SIGN_IN";
  return [500, 502, 503, 504].includes(status) ? "ERR_PROXY_DEAD_END" : "ERR_PROXY_REFUSED";
}
