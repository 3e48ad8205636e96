/** The fetch that reaches the server: straight, through a named proxy, or through those of the environment. */

import { setTimeout } from "node:timers/promises";
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent, fetch as undiciFetch } from "undici";
import { type Environment, Variable } from "./environment.js";
import { usageFailure } from "./failure.js";

/** Which proxy to use. */
export interface ProxyOptions {
  /** `http://host:port`, user and password in it or in the environment; without it HTTP_PROXY and its kin count. */
  proxy?: string | undefined;
}

/** An open way to the server. */
export interface Connection {
  fetch: typeof globalThis.fetch;
  /** Closes what is still open; nothing is asked through it afterwards. */
  close(): Promise<void>;
}

/** Milliseconds until a name is resolved and a connection stands; the vendor's tool waits as long. */
const CONNECT_TIMEOUT = 20_000;
/** Milliseconds without a byte of an answer; the vendor's SDK gives a push as long. */
const SILENCE_TIMEOUT = 120_000;

const TIMEOUTS = {
  connect: { timeout: CONNECT_TIMEOUT },
  headersTimeout: SILENCE_TIMEOUT,
  bodyTimeout: SILENCE_TIMEOUT,
} satisfies Agent.Options;

/** The same wait for the proxy itself, which its agent takes elsewhere. */
const PROXY_TIMEOUT = { proxyTls: { timeout: CONNECT_TIMEOUT } } satisfies Partial<ProxyAgent.Options>;

/** Opens the way to the server. A proxy that is not understood is a usage failure. */
export function connect(options: ProxyOptions, env: Environment): Connection {
  const dispatcher = options.proxy === undefined ? ofEnvironment(env) : ofProxy(options.proxy, env);
  return { fetch: fetchThrough(dispatcher), close: () => closed(dispatcher) };
}

/** Milliseconds that a last request, such as a sign-out, has to end by itself. */
const GRACE = 3000;

async function closed(dispatcher: Dispatcher): Promise<void> {
  await Promise.race([dispatcher.close(), setTimeout(GRACE, undefined, { ref: false })]);
  await dispatcher.destroy();
}

function ofProxy(proxy: string, env: Environment): Dispatcher {
  const url = proxyUrl(proxy, "--proxy");
  const user = env[Variable.proxyUser];
  if (url.username === "" && user) {
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(env[Variable.proxyPassword] ?? "");
  }
  return new ProxyAgent({
    ...TIMEOUTS,
    ...PROXY_TIMEOUT,
    ...authorization(url),
    uri: url.origin,
    proxyTunnel: false,
  });
}

function ofEnvironment(env: Environment): Dispatcher {
  const httpProxy = env.http_proxy || env.HTTP_PROXY;
  const httpsProxy = env.https_proxy || env.HTTPS_PROXY;
  if (!httpProxy && !httpsProxy) return new Agent(TIMEOUTS);
  return new EnvHttpProxyAgent({
    ...TIMEOUTS,
    ...(httpProxy ? { httpProxy: proxyUrl(httpProxy, "HTTP_PROXY").href } : {}),
    ...(httpsProxy ? { httpsProxy: proxyUrl(httpsProxy, "HTTPS_PROXY").href } : {}),
    noProxy: env.no_proxy || env.NO_PROXY || "",
    proxyTunnel: false,
  } as EnvHttpProxyAgent.Options);
}

/** Checks the proxy's address without ever repeating it: a password may stand in it. */
function proxyUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && isDecodable(url.username + url.password))
    return url;
  throw usageFailure(`${name} is not the URL of a proxy`, 'such as "http://proxy.example.com:3128"');
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function authorization(url: URL): { token?: string } {
  if (url.username === "") return {};
  const secret = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { token: `Basic ${Buffer.from(secret).toString("base64")}` };
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

/** undici says "fetch failed" and keeps the reason up to three causes deep: the reason itself is what counts. */
function reasonOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return error;
  return error.cause === undefined ? ofProxyAnswer(error) : reasonOf(error.cause);
}

/** A proxy's refusal in one form, whether it was asked to forward or to open a tunnel. */
function ofProxyAnswer(error: Error): Error {
  const status = /^Proxy .*\((\d{3})\)/.exec(error.message)?.[1];
  if (status === undefined) return error;
  return Object.assign(new Error(`Proxy response (${status})`), {
    code: "UND_ERR_ABORTED",
  });
}
