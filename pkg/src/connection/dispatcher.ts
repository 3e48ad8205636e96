/** undici's agents, as the options ask for them. */

import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from "undici";
import type { ConnectionOptions } from "./options.js";
import { labelling } from "./proxy-label.js";
import { proxyUrl } from "./proxy-url.js";
import { type TlsOptions, tlsOptions } from "./tls.js";

/** Milliseconds until a name is resolved and a connection stands; the vendor's tool waits as long. */
const CONNECT_TIMEOUT = 20_000;
/** Milliseconds without a byte of an answer; the vendor's SDK gives a push as long. */
const SILENCE_TIMEOUT = 120_000;

type Environment = NonNullable<ConnectionOptions["env"]>;

/** The agent for these options. */
export function dispatcherOf(options: ConnectionOptions): Dispatcher {
  const env = options.env ?? process.env;
  const shared = sharedOptions(tlsOptions(options, env));
  return options.proxy === undefined
    ? ofEnvironment(options, env, shared)
    : ofProxy(proxyUrl(options.proxy, "proxy", options), shared);
}

/** A proxy's own TLS gets no client certificate: that is for the server. */
function sharedOptions({ trust, identity }: TlsOptions) {
  const timeout = CONNECT_TIMEOUT;
  return {
    connect: { timeout, ...trust, ...identity },
    requestTls: { timeout, ...trust, ...identity },
    proxyTls: { timeout, ...trust },
    headersTimeout: SILENCE_TIMEOUT,
    bodyTimeout: SILENCE_TIMEOUT,
    proxyTunnel: false,
  };
}

type Shared = ReturnType<typeof sharedOptions>;

function ofProxy(url: URL, shared: Shared): Dispatcher {
  const options = { ...shared, ...labelling([url]), ...authorization(url), uri: url.origin };
  return new ProxyAgent(options as ProxyAgent.Options);
}

function ofEnvironment(options: ConnectionOptions, env: Environment, shared: Shared): Dispatcher {
  const read = (name: string) => {
    const text = env[name.toLowerCase()] || env[name];
    return text ? proxyUrl(text, name, options) : undefined;
  };
  const [http, https] = [read("HTTP_PROXY"), read("HTTPS_PROXY")];
  if (http === undefined && https === undefined) return new Agent(shared as Agent.Options);
  return new EnvHttpProxyAgent({
    ...shared,
    ...labelling([http, https].filter((url) => url !== undefined)),
    httpProxy: http?.href ?? "",
    httpsProxy: https?.href ?? "",
    noProxy: env.no_proxy || env.NO_PROXY || "",
  } as EnvHttpProxyAgent.Options);
}

function authorization(url: URL): { token?: string } {
  if (url.username === "") return {};
  const secret = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return { token: `Basic ${Buffer.from(secret).toString("base64")}` };
}
