/** Failures on the way to a proxy, told apart from those on the way to the server: a system's error names neither. */

import { type buildConnector, type Dispatcher, Pool } from "undici";

type Connector = buildConnector.connector;

/** What an agent is given so that it labels its own connections to the proxies at these addresses. */
export function labelling(proxies: readonly URL[]): {
  clientFactory: (origin: URL, options: object) => Dispatcher;
  factory: (origin: string | URL, options: object) => Dispatcher;
} {
  const origins = new Set(proxies.map(({ origin }) => origin));
  const make = (origin: string | URL, options: object) => {
    const { origin: address } = new URL(origin);
    return new Pool(address, origins.has(address) ? labelled(options) : options);
  };
  return { clientFactory: make, factory: make };
}

function labelled(options: { connect?: Connector }): Pool.Options {
  const { connect } = options;
  if (typeof connect !== "function") return options;
  const toProxy: Connector = (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(ofProxy(error), null);
    });
  return { ...options, connect: toProxy };
}

/** TLS with the proxy keeps its own code, which says more. */
const UNREACHED = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The message says it all: a cause would be taken for the reason. */
function ofProxy(error: Error): Error {
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  const code = first !== undefined && "code" in first ? String(first.code) : "";
  const message = `the proxy: ${first?.message || code}`;
  const told = UNREACHED.has(code) ? "ERR_PROXY_UNREACHABLE" : code;
  return Object.assign(new Error(message), { code: told });
}
