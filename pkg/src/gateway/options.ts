/** What a gateway is told. */

import { originsOf } from "../http/doorkeeper.js";
import type { Door } from "./inspect.js";
import type { PageFiles } from "./page-files.js";
import {
  type Responder,
  type Upstream,
  type UpstreamFetch,
  type UpstreamLimits,
  upstreamOf,
} from "./upstream.js";

/** A request that was answered: enough for a log, and nothing that is secret. */
export interface Passage {
  /** Method of HTTP, in upper case. */
  method: string;
  /** Path without the query. */
  path: string;
  /** Status code of the answer. */
  status: number;
  /** How long it took. */
  milliseconds: number;
}

/** How a gateway behaves. */
export interface GatewayOptions {
  /** Base URL of the one Octane, or a function that answers in its place, such as a sandbox's `fetch`. */
  upstream: string | URL | Responder;
  /** The Host headers that are answered, each with its port, such as `127.0.0.1:8080`. */
  hosts: readonly string[];
  /** Further origins of the page, such as `https://page.example.com` where TLS stands before the gateway. Default: none. */
  origins?: readonly string[];
  /** What a request to Octane has to carry in the header `X-Gateway-Token`. Default: nothing. */
  token?: string;
  /** The page. Default: none, and every path of it is answered 404. */
  page?: PageFiles;
  /** The fetch that reaches Octane, for proxies and private certificates. Default: the runtime's. */
  fetch?: UpstreamFetch;
  /** Largest request body in bytes. Default: 100 MiB, Octane's own bound. */
  maxBodyBytes?: number;
  /** Largest answer of Octane in bytes. Default: 32 MiB. */
  maxAnswerBytes?: number;
  /** Milliseconds until Octane's whole answer must be there. Default: two minutes. */
  timeout?: number;
  /** Hears of every answer. Default: nobody. */
  onPassage?: (passage: Passage) => void;
  /** The clock, in milliseconds since 1970. Default: the runtime's. */
  now?: () => number;
}

/** Options with nothing left open. */
export interface GatewaySettings {
  upstream: Upstream;
  limits: UpstreamLimits;
  door: Door;
  page: PageFiles;
  maxBodyBytes: number;
  onPassage: (passage: Passage) => void;
  now: () => number;
}

const MIB = 1024 * 1024;

/** The options with the defaults filled in; throws a TypeError where the upstream cannot be one. */
export function settle(options: GatewayOptions): GatewaySettings {
  return {
    upstream: upstreamOf(options.upstream, options.fetch ?? ((url, init) => globalThis.fetch(url, init))),
    limits: { timeout: options.timeout ?? 120_000, maxAnswerBytes: options.maxAnswerBytes ?? 32 * MIB },
    door: doorOf(options),
    page: options.page ?? (async () => undefined),
    maxBodyBytes: options.maxBodyBytes ?? 100 * MIB,
    onPassage: options.onPassage ?? (() => {}),
    now: options.now ?? Date.now,
  };
}

/** The door that the options describe. */
export function doorOf({
  hosts,
  origins = [],
  token,
}: Pick<GatewayOptions, "hosts" | "origins" | "token">): Door {
  const names = hosts.map((host) => host.toLowerCase());
  const others = origins.map((origin) => new URL(origin).host);
  return { hosts: [...names, ...others], origins: [...originsOf(names), ...origins], token };
}
