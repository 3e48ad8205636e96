/**
 * The way from a page to Octane: serves the page, and forwards the documented requests to one Octane. A browser cannot
 * call Octane across origins; under the gateway both have one origin.
 *
 * The page never sees Octane's cookies: they stay here, behind a session of the gateway's own.
 *
 * @module octane-payload/gateway
 */

import { type Context, Hono, type Next } from "hono";
import { TOKEN_HEADER } from "../http/doorkeeper.js";
import { forward, refused } from "./forward.js";
import { FORWARDED } from "./forwarded.js";
import { inspect, PREFIX } from "./inspect.js";
import { type GatewayOptions, type GatewaySettings, settle } from "./options.js";
import { PAGE_HEADERS } from "./security-headers.js";
import { createPageSessions } from "./sessions.js";

export type { GatewayOptions, Passage } from "./options.js";
export type { PageFile, PageFiles } from "./page-files.js";
export type { GatewayCode } from "./refusal.js";
export type { Responder, UpstreamFetch, UpstreamInit } from "./upstream.js";

/** A gateway: one function from a request to its answer. */
export interface Gateway {
  /** Answers a request. */
  fetch(request: Request): Promise<Response>;
}

/** A gateway to one Octane; throws a TypeError where the address of Octane cannot be one. */
export function createGateway(options: GatewayOptions): Gateway {
  const settings = settle(options);
  const sessions = createPageSessions(settings.now);
  const app = new Hono();
  app.use((context, next) => tell(context, settings, next));
  app.use((context, next) => letIn(context, settings, next));
  for (const route of FORWARDED) {
    app.on([...route.methods], `${PREFIX}${route.path}`, (context) =>
      forward(context, route, settings, sessions),
    );
    app.all(`${PREFIX}${route.path}`, (context) => wrongMethod(context, route.methods));
  }
  app.all(`${PREFIX}/*`, noPath);
  app.get("*", (context) => servePage(context, settings));
  app.all("*", (context) => wrongMethod(context, ["GET", "HEAD"]));
  app.onError((error, context) => refused(context, { code: "gateway-fault", description: error.message }));
  return { fetch: async (request) => app.fetch(request) };
}

async function tell(context: Context, { now, onPassage }: GatewaySettings, next: Next): Promise<void> {
  const start = now();
  await next();
  const { method, path } = context.req;
  onPassage({ method, path, status: context.res.status, milliseconds: now() - start });
}

async function letIn(context: Context, { door }: GatewaySettings, next: Next): Promise<Response | undefined> {
  const { pathname, search } = new URL(context.req.url);
  const all = (name: string) => [context.req.header(name) ?? []].flat();
  const { method } = context.req;
  const arrival = { method, hosts: all("host"), origins: all("origin"), sites: all("sec-fetch-site") };
  const target = `${pathname}${search}`;
  const refusal = inspect({ ...arrival, tokens: all(TOKEN_HEADER), target }, door);
  if (refusal !== undefined) return refused(context, refusal);
  if (method === "HEAD" && pathname.startsWith(`${PREFIX}/`)) return wrongMethod(context, ["GET", "POST"]);
  await next();
  return undefined;
}

function wrongMethod(context: Context, methods: readonly string[]): Response {
  const allow = methods.join(", ");
  const description = `${context.req.method} is not a method of this path, ${allow} is`;
  return refused(context, { code: "gateway-method-not-allowed", description, headers: { allow } });
}

function noPath(context: Context): Response {
  const description = `${context.req.path} is not a path that is forwarded, or not a file of the page`;
  return refused(context, { code: "gateway-path-not-allowed", description });
}

async function servePage(context: Context, { page }: GatewaySettings): Promise<Response> {
  const { path } = context.req;
  const file = await page(path.endsWith("/") ? `${path}index.html` : path);
  if (file === undefined) return noPath(context);
  const cacheControl = file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache";
  const headers = { ...PAGE_HEADERS, "content-type": file.contentType, "cache-control": cacheControl };
  return context.body(file.bytes, 200, headers);
}
