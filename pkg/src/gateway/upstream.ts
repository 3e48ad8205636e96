/** The one Octane behind the gateway: requests to it, and what can go wrong on the way. */

import { BodyTooLargeError, readBody } from "../http/body.js";
import type { GatewayCode, Refusal } from "./refusal.js";

/** Answers in the place of Octane, inside this process: a sandbox's `fetch`. */
export type Responder = (request: Request) => Promise<Response>;

/** What is asked of a request to Octane. The body is in one piece, so that its length is told. */
export interface UpstreamInit {
  /** Method of HTTP, in upper case. */
  method: string;
  /** The session's cookies, and of those of the page what does not name the page or the connection. */
  headers: Record<string, string>;
  /** Absent where there is none. */
  body?: Uint8Array<ArrayBuffer>;
  /** A redirect is no answer of Octane, and followed by itself it would take the session elsewhere. */
  redirect: "manual";
  /** Aborts when the time for the whole answer is over. */
  signal: AbortSignal;
}

/** A function such as `fetch`: the runtime's, or one that goes through a proxy. */
export type UpstreamFetch = (url: string, init: UpstreamInit) => Promise<Response>;

/** Where Octane is. */
export interface Upstream {
  /** Base URL, without a slash at its end. */
  base: string;
  fetch: UpstreamFetch;
}

/** Bounds of an exchange with Octane. */
export interface UpstreamLimits {
  /** Milliseconds until the whole answer must be there. */
  timeout: number;
  /** Largest answer, in bytes. */
  maxAnswerBytes: number;
}

/** A whole answer. */
export interface UpstreamAnswer {
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
}

/** The exchange failed; says how. */
export class PassageError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal.description, options);
    this.name = "PassageError";
    this.refusal = refusal;
  }
}

/** The upstream of a base URL; throws a TypeError where the URL cannot be one. */
export function upstreamOf(given: string | URL | Responder, fetch: UpstreamFetch): Upstream {
  if (typeof given === "function") {
    return { base: "http://octane.invalid", fetch: (url, init) => given(new Request(url, init)) };
  }
  const url = new URL(given);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!["http:", "https:"].includes(url.protocol) || !isPlain) {
    throw new TypeError(
      "the address of Octane must be an http or https URL without user, query and fragment",
    );
  }
  return { base: url.href.replace(/\/+$/u, ""), fetch };
}

/** One exchange; redirects are not followed, because they would carry cookies elsewhere. Ends when the page gives up. */
export async function exchange(
  upstream: Upstream,
  path: string,
  init: Omit<UpstreamInit, "redirect">,
  limits: UpstreamLimits,
): Promise<UpstreamAnswer> {
  const signal = AbortSignal.any([init.signal, AbortSignal.timeout(limits.timeout)]);
  const response = await ask(upstream, path, { ...init, redirect: "manual", signal });
  const body = await readAnswer(response, limits.maxAnswerBytes);
  return { status: response.status, headers: response.headers, body };
}

async function ask(upstream: Upstream, path: string, init: UpstreamInit): Promise<Response> {
  try {
    return await upstream.fetch(`${upstream.base}${path}`, init);
  } catch (error) {
    throw new PassageError(failure(error, "gateway-upstream-unreachable"), { cause: error });
  }
}

async function readAnswer(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBody(response.body, limit);
  } catch (error) {
    throw new PassageError(failure(error, "gateway-upstream-broken-off"), { cause: error });
  }
}

const DESCRIPTIONS: Partial<Record<GatewayCode, string>> = {
  "gateway-upstream-unreachable": "Octane cannot be reached",
  "gateway-upstream-unknown-host": "the host name of Octane is not known",
  "gateway-upstream-tls": "no trusted TLS connection with Octane comes about",
  "gateway-upstream-proxy": "the proxy on the way to Octane does not let the gateway through",
  "gateway-upstream-broken-off": "Octane's answer broke off",
  "gateway-upstream-too-large": "Octane's answer is larger than the gateway takes",
  "gateway-upstream-timeout": "Octane did not answer in time",
};

function failure(error: unknown, otherwise: GatewayCode): Refusal {
  const reason = systemCode(error);
  const code = codeOf(error, reason) ?? otherwise;
  const description = DESCRIPTIONS[code] ?? code;
  return reason === undefined ? { code, description } : { code, description, properties: { reason } };
}

function codeOf(error: unknown, reason = ""): GatewayCode | undefined {
  if (error instanceof BodyTooLargeError) return "gateway-upstream-too-large";
  if (error instanceof Error && error.name === "TimeoutError") return "gateway-upstream-timeout";
  if (reason.startsWith("ERR_PROXY_")) return "gateway-upstream-proxy";
  if (["ENOTFOUND", "EAI_AGAIN"].includes(reason)) return "gateway-upstream-unknown-host";
  if (/CERT|TLS|SSL|SIGNATURE/u.test(reason)) return "gateway-upstream-tls";
  return /TIMEOUT|ETIMEDOUT/u.test(reason) ? "gateway-upstream-timeout" : undefined;
}

/** The system's word for it, such as `ECONNREFUSED`: fetch hides it in the cause. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return systemCode(error.cause) ?? code;
}
