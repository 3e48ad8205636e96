/** What a client is told, and the check of it. */

import { OctaneError } from "./octane-error.js";
import type { Diagnostic, EntityId } from "./types.js";

/**
 * Who signs in:
 *
 * - a user of the server's own directory, or an API key
 * - an access token, which needs no sign-in
 * - an API key and a token of the company's identity provider, which Octane exchanges for an access token (24.3 and later)
 * - the session that the browser has already, in a page that Octane itself serves: the value of the cookie `XSRF_COOKIE`,
 *   or of the placeholder `{xsrf_token}` of an external action. It is neither opened nor closed here.
 */
export type OctaneCredentials =
  | {
      /** Name of the user, as the server's directory has it. */
      user: string;
      /** The user's password. */
      password: string;
    }
  | {
      /** Client id of the API key. */
      clientId: string;
      /** Client secret of the API key. */
      clientSecret: string;
    }
  | {
      /** Goes with every request, as `tokenTransport` says. */
      accessToken: string;
    }
  | {
      /** Client id of the API key that the exchange is asked for. */
      clientId: string;
      /** Client secret of that key. */
      clientSecret: string;
      /** The identity provider's token, which goes to the server for the exchange only. */
      subjectToken: string;
    }
  | {
      /** Goes with writes as `XSRF-HEADER`, by which the server tells them from forged ones. */
      xsrfToken: string;
    };

/** When to try a request again. Statuses 429, 502, 503 and 504 are tried until the deadline. */
export interface RetryOptions {
  /** Milliseconds before the second try; each next wait is twice as long, less up to a half by chance. Default: 500. */
  firstWait?: number;
  /** Milliseconds of the longest wait; a longer `Retry-After` of the server counts. Default: 30,000. */
  longestWait?: number;
  /** Tries of a request whose connection fails. Default: 4. */
  connectionTries?: number;
}

/** What is asked of a request; `RequestInit` without what is not used. */
export interface FetchInit {
  /** Method of HTTP, in upper case. */
  method: string;
  /** Names and values; cookies among them where the runtime does not keep them. */
  headers: [string, string][];
  /** A redirect is an answer like others: followed by itself, it would take the credentials to another server. */
  redirect: "manual";
  /** `include` on the way through a relay that asks for it; cookies stay with their origin otherwise. */
  credentials: "same-origin" | "include";
  /** The status of a task is worth nothing from a cache. */
  cache: "no-store";
  /** Aborts with the operation, the client, or the time for one answer. */
  signal: AbortSignal;
  /** Whole, so that its length is told; absent where there is none. */
  body?: Uint8Array<ArrayBuffer>;
}

/** What is read of a response; any `Response` fits, also of another library. */
export interface FetchResponse {
  /** Status code of HTTP. */
  readonly status: number;
  /** Headers of the response. */
  readonly headers: {
    /** The value of a header, its name in any case; null where it is not there. */
    get(name: string): string | null;
    /** Each `Set-Cookie` by itself: their values hold commas, so that joined they cannot be told apart. */
    getSetCookie?(): string[];
  };
  /** The whole body, without its compression. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A function such as `fetch`. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** How a relay is asked. */
export interface RelayOptions {
  /**
   * The relay's address, with `{url}` or `{+url}` once in the place of the target's:
   *
   * - `{url}` percent-encodes everything but letters, digits, `-`, `.`, `_` and `~` (RFC 6570, simple expansion): for a
   *   query parameter or one path segment, such as `https://relay.example.com/?url={url}`
   * - `{+url}` puts the address there as it is (RFC 6570, reserved expansion): for relays that take the rest of their own
   *   address, such as `https://relay.example.com/{+url}`
   */
  url: string;
  /**
   * Whether cookies go to a relay of another origin. Octane's sessions are cookies, so `include` is the default; the relay
   * then has to name the page's origin in `Access-Control-Allow-Origin`. With an access token `same-origin` is enough.
   */
  credentials?: "include" | "same-origin";
}

/** Which workspace, and as whom. */
export interface OctaneClientOptions {
  /**
   * Base URL of Octane as this runtime reaches it: `https://octane.example.com`, with its context path where it has one.
   * In a page that of a gateway, such as `/octane`.
   */
  server: string;
  /** Id of the shared space. */
  sharedSpace: EntityId;
  /** Id of the workspace. */
  workspace: EntityId;
  /** Who signs in. They are held in memory only, and stand in no message. */
  credentials: OctaneCredentials;
  /**
   * How a user or an API key is proved: by a `session` of cookies, or by HTTP `basic` on every request, which the server must
   * be told to take (its parameter `SUPPORTS_BASIC_AUTHENTICATION`). Default: `session`.
   */
  signIn?: "session" | "basic";
  /** How an access token travels. Default: as a `cookie` where the runtime lets it, else as `bearer`. */
  tokenTransport?: "cookie" | "bearer";
  /** Takes the place of the global `fetch`: for a proxy, a certificate authority, or a sandbox. Default: the runtime's. */
  fetch?: FetchFunction;
  /**
   * A relay on the way: a proxy that takes the address of the target as a part of its own, such as
   * `https://relay.example.com/?url={url}`. `server` is then Octane's own address. A string is {@link RelayOptions.url}.
   * Default: none.
   */
  relay?: string | RelayOptions;
  /**
   * The token of a gateway, which stands in the fragment of the address that it prints at its start. Default: none, the way
   * leads through no gateway.
   */
  gatewayToken?: string | undefined;
  /** Ends everything that this client does. Default: nothing does. */
  signal?: AbortSignal;
  /** Milliseconds for one answer. Default: 60,000, and 120,000 for the answer to a part. */
  requestTimeout?: number;
  /** Requests that may leave in one second. Default: 20, which the documentation recommends. */
  requestsPerSecond?: number;
  /** Requests that may be under way at a time; up to three payloads among them. Default: 6. */
  inFlight?: number;
  /** When to try a request again. Default: as {@link RetryOptions} says. */
  retry?: RetryOptions;
  /**
   * Which payloads travel as gzip: those over 64 KiB (`auto`), all or none. A server that refuses it (415) gets them as they
   * are. Default: `auto`.
   */
  gzip?: "auto" | "always" | "never";
}

/**
 * The options as the core reads them.
 *
 * @throws OctaneError `usage`
 */
export function settingsOf(options: OctaneClientOptions): string {
  const { server, credentials } = options;
  if (typeof server !== "string") throw usage("server", "a URL");
  if (server.startsWith("/") && !("location" in globalThis))
    throw usage("server", "a URL with http:// or https://");
  return JSON.stringify({
    server,
    sharedSpace: idOf("sharedSpace", options.sharedSpace),
    workspace: idOf("workspace", options.workspace),
    credentials: checked(credentials),
    signIn: choiceOf("signIn", options.signIn, ["session", "basic"]),
    tokenTransport:
      choiceOf("tokenTransport", options.tokenTransport, ["cookie", "bearer"]) ??
      (canSendCookies() ? "cookie" : "bearer"),
    correlation: `octane-payload-${crypto.randomUUID()}`,
    seed: crypto.getRandomValues(new Uint32Array(1))[0],
    requestTimeoutMs: countOf("requestTimeout", options.requestTimeout),
    requestsPerSecond: countOf("requestsPerSecond", options.requestsPerSecond),
    inFlight: countOf("inFlight", options.inFlight),
    retry: retryOf(options.retry),
    gzip: choiceOf("gzip", options.gzip, ["auto", "always", "never"]),
  });
}

function retryOf({ firstWait, longestWait, connectionTries }: RetryOptions = {}) {
  return {
    firstMs: countOf("retry.firstWait", firstWait),
    longestMs: countOf("retry.longestWait", longestWait),
    connectionTries: countOf("retry.connectionTries", connectionTries),
  };
}

function choiceOf<Choice extends string>(
  name: string,
  value: Choice | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined || choices.includes(value)) return value;
  throw usage(name, choices.map((choice) => `"${choice}"`).join(" or "));
}

function idOf(name: string, id: unknown): number {
  const number = typeof id === "string" && /^[0-9]+$/.test(id) ? Number(id) : id;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < 0)
    throw usage(name, "a positive integer");
  return number;
}

function countOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && value >= 1 && value < 2 ** 32) return Math.ceil(value);
  throw usage(name, "a number from 1 on");
}

/** Whole milliseconds; what is beyond counting is as long as can be. */
export function wholeMilliseconds(milliseconds: number): number {
  return Math.min(Math.max(0, Math.ceil(milliseconds)), Number.MAX_SAFE_INTEGER);
}

const KINDS = [
  "password,user",
  "clientId,clientSecret",
  "clientId,clientSecret,subjectToken",
  "accessToken",
  "xsrfToken",
];

/** Exactly one kind of credentials, each of text. */
function checked(credentials: unknown): Record<string, string> {
  const given = Object.entries(credentials ?? {}).filter(([, value]) => value !== undefined);
  const names = given.map(([name]) => name).sort();
  if (!KINDS.includes(names.join()) || given.some(([, value]) => typeof value !== "string"))
    throw usage(
      "credentials",
      "{ user, password }, { clientId, clientSecret }, the latter with { subjectToken }, { accessToken } or { xsrfToken }",
    );
  return Object.fromEntries(given);
}

/** Whether requests may name their cookies: not in a page, where the browser keeps them. */
function canSendCookies(): boolean {
  const request = new Request("http://localhost/", { headers: { cookie: "a=b" } });
  return request.headers.has("cookie");
}

/** What cannot be used is named and never repeated: it may be a secret in the wrong place. */
export function usage(name: string, expected: string): OctaneError {
  const message = `the client's option "${name}" cannot be used`;
  const diagnostic: Diagnostic = {
    severity: "error",
    code: "client-options-invalid",
    message,
    path: `/${name}`,
    expected: [expected],
    help: `give ${expected}`,
  };
  return new OctaneError("usage", [diagnostic]);
}
