/** One forwarded request: what goes on to Octane, what comes back, and whose cookies it travels with. */

import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { StatusCode } from "hono/utils/http-status";
import { BodyTooLargeError, readBody, streamOf } from "../http/body.js";
import type { CookieJar } from "./cookie-jar.js";
import { type ForwardedRoute, unknownParameter } from "./forwarded.js";
import { PREFIX } from "./inspect.js";
import type { GatewaySettings } from "./options.js";
import { type Refusal, refusalAnswer } from "./refusal.js";
import { ANSWER_HEADERS } from "./security-headers.js";
import type { PageSessions } from "./sessions.js";
import { exchange, PassageError, type UpstreamAnswer } from "./upstream.js";

/** Headers that go on to Octane; hop-by-hop headers, cookies and all that names the page do not. */
const REQUEST_HEADERS = ["accept", "authorization", "content-encoding", "content-type", "x-correlation-id"];
/** Headers that come back; the body is already decoded, and a challenge would make the browser ask for a password. */
const RESPONSE_HEADERS = ["content-type", "retry-after", "x-correlation-id", "x-sandbox-unverified"];

/** The answer to a request that a route allows. */
export async function forward(
  context: Context,
  route: ForwardedRoute,
  settings: GatewaySettings,
  sessions: PageSessions,
): Promise<Response> {
  try {
    return await pass(context, route, settings, sessions);
  } catch (error) {
    return refused(context, refusalOf(error));
  }
}

/** A refusal as the answer to this request. */
export function refused(context: Context, refusal: Refusal): Response {
  return refusalAnswer(refusal, context.req.header("x-correlation-id") ?? null);
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof PassageError) return error.refusal;
  if (error instanceof BodyTooLargeError)
    return { code: "gateway-body-too-large", description: error.message };
  throw error;
}

async function pass(
  context: Context,
  route: ForwardedRoute,
  settings: GatewaySettings,
  sessions: PageSessions,
): Promise<Response> {
  const url = new URL(context.req.url);
  const unknown = unknownParameter(route, url.searchParams);
  if (unknown !== undefined) return refused(context, parameterRefusal(unknown));
  const jar = jarFor(context, route, sessions);
  const path = url.pathname.slice(PREFIX.length);
  const cookies = jar.header(new URL(`${settings.upstream.base}${path}`).pathname);
  const init = await outgoing(context, cookies, settings.maxBodyBytes);
  const answer = await exchange(settings.upstream, `${path}${url.search}`, init, settings.limits);
  if (route.session !== "closes") keep(context, jar, answer.headers, sessions);
  return incoming(context, route, answer);
}

/** The page's cookies; signing in starts without any, and signing out forgets them whatever Octane says. */
function jarFor(context: Context, route: ForwardedRoute, sessions: PageSessions): CookieJar {
  const id = getCookie(context, sessionCookie(context));
  const jar = route.session === "opens" ? undefined : sessions.find(id);
  if (route.session !== "uses") sessions.close(id);
  return jar ?? sessions.jar();
}

/** A session begins with the first cookie that Octane gives. */
function keep(context: Context, jar: CookieJar, headers: Headers, sessions: PageSessions): void {
  const isNew = jar.isEmpty();
  jar.take(headers);
  if (!isNew || jar.isEmpty()) return;
  setCookie(context, sessionCookie(context), sessions.open(jar), {
    path: PREFIX,
    httpOnly: true,
    sameSite: "Strict",
  });
}

/** Browsers keep cookies by host and not by port: two gateways on one machine must not share a name. */
function sessionCookie(context: Context): string {
  return `octane_gateway_${new URL(context.req.url).port || "80"}`;
}

function parameterRefusal(name: string): Refusal {
  const description = `the parameter "${name}" is not one that this request has`;
  return { code: "gateway-parameter-not-allowed", description };
}

async function outgoing(context: Context, cookie: string | undefined, limit: number) {
  const own: Record<string, string> = cookie === undefined ? {} : { cookie };
  const headers = { ...copied(context.req.raw.headers, REQUEST_HEADERS), ...own };
  const { method } = context.req;
  const { signal } = context.req.raw;
  if (method === "GET") return { method, headers, signal };
  return { method, headers, signal, body: await bodyOf(context, limit) };
}

async function bodyOf(context: Context, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBody(await streamOf(context.req.raw), limit);
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw error;
    const refusal: Refusal = {
      code: "gateway-body-broken-off",
      description: "the body of the request broke off",
    };
    throw new PassageError(refusal, { cause: error });
  }
}

function incoming(context: Context, route: ForwardedRoute, answer: UpstreamAnswer): Response {
  const { status, body } = answer;
  if (status >= 300 && status < 400 && status !== 304) return redirected(context, route, answer);
  const headers = { ...copied(answer.headers, RESPONSE_HEADERS), ...ANSWER_HEADERS };
  return context.newResponse(isBodyless(status) ? null : body, status as StatusCode, headers);
}

/** Signing out may end in a redirect to a page for people; the session is over all the same. */
function redirected(context: Context, route: ForwardedRoute, { status, headers }: UpstreamAnswer): Response {
  if (route.session === "closes") return context.body(null, 200, ANSWER_HEADERS);
  const to = originOf(headers.get("location"));
  const description = `Octane answers with a redirect (${status}), which is not followed; check the address of Octane`;
  return refused(context, { code: "gateway-upstream-redirect", description, properties: { status, to } });
}

/** The origin only: a location may carry secrets in its query. */
function originOf(location: string | null): string | null {
  return location !== null && URL.canParse(location) ? new URL(location).origin : null;
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

function copied(headers: Headers, names: readonly string[]): Record<string, string> {
  const given = names.map((name): [string, string | null] => [name, headers.get(name)]);
  return Object.fromEntries(given.filter((pair): pair is [string, string] => pair[1] !== null));
}
