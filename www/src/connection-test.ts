/**
 * The test of a connection: from the page to whatever stands between, on to Octane, into it, and to the workspace.
 *
 * Owns how one cause is told from another. A browser tells a page of another origin only that a request failed; what can be
 * known beyond that is asked for, and the rest is left open. Runs in the worker.
 */

import { type FetchFunction, OctaneClient, OctaneError, relayed } from "octane-payload";
import type { Cause, ConnectionTest, Station } from "./connection-stations.js";
import type { SignInRequest } from "./protocol.js";
import { fetchBy } from "./way.js";

/** How long the whole may take, in milliseconds. */
const patience = 10_000;

/** Goes to each station, and signs out again. */
export async function testConnection(request: SignInRequest, stop: AbortSignal): Promise<ConnectionTest> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(patience)]);
  const way = attentive(fetchBy(request));
  const policy = watchPolicy();
  const { server, sharedSpace, workspace, credentials } = request;
  const place = { server, sharedSpace, workspace, credentials, fetch: way.fetch };
  const client = new OctaneClient({ ...place, retry: { connectionTries: 1 } });
  let station: Station = "sign-in";
  try {
    await client.signIn({ signal });
    station = "workspace";
    await client.schema({ signal });
    return { diagnostics: [] };
  } catch (error) {
    stop.throwIfAborted();
    if (!(error instanceof OctaneError)) throw error;
    const isAnswered = way.hasAnswered();
    const failed = await located({ error, station, request, isAnswered, ...policy });
    return { failed, diagnostics: error.diagnostics };
  } finally {
    policy.release();
    if (station === "workspace") await client.signOut().catch(() => undefined);
  }
}

interface AttentiveFetch {
  readonly fetch: FetchFunction;
  /** Whether anybody has answered yet. */
  hasAnswered(): boolean;
}

function attentive(fetch: FetchFunction): AttentiveFetch {
  let isAnswered = false;
  return {
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      isAnswered = true;
      return response;
    },
    hasAnswered: () => isAnswered,
  };
}

/** Notes when the page's own policy stops a request: the request itself tells only that it failed. */
function watchPolicy(): Pick<Attempt, "isPolicyBroken"> & { release(): void } {
  let release = () => {};
  const broken = new Promise<true>((resolve) => {
    const note = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (effectiveDirective === "connect-src") resolve(true);
    };
    addEventListener("securitypolicyviolation", note as EventListener);
    release = () => removeEventListener("securitypolicyviolation", note as EventListener);
  });
  return { isPolicyBroken: () => Promise.race([broken, noWordOfIt()]), release };
}

/** The browser tells of a breach a moment after the request has failed. */
function noWordOfIt(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, 250, false));
}

type Failed = NonNullable<ConnectionTest["failed"]>;

interface Attempt {
  readonly error: OctaneError;
  readonly station: Station;
  readonly request: SignInRequest;
  /** Whether anybody has answered. */
  readonly isAnswered: boolean;
  /** Whether the page's own policy stopped a request. */
  isPolicyBroken(): Promise<boolean>;
}

async function located(attempt: Attempt): Promise<Failed> {
  const { error, station, isAnswered } = attempt;
  const code = error.diagnostics[0]?.code ?? "";
  if (code === "gateway-refused") return { station: "way", cause: "gateway-refused" };
  const isLate = error.kind === "aborted";
  if (!isAnswered) {
    const cause = await causeOfSilence(attempt);
    if (cause) return { station: "way", cause };
    if (isLate) return { station: "octane", cause: "timed-out" };
  }
  const reached = isLate || error.kind === "unavailable" ? "unavailable" : reachedCause(error.kind, code);
  if (reached) return { station: "octane", cause: reached };
  if (error.kind === "sign-in") return { station: "sign-in", cause: "sign-in" };
  if (error.kind === "permission" || error.kind === "not-found") return { station, cause: error.kind };
  return { station, cause: "other" };
}

const networkCauses = ["name-not-found", "connection-refused", "redirected", "timed-out"] as const;

/** Why Octane itself was not reached; nothing where it was. */
function reachedCause(kind: string, code: string): Cause | undefined {
  if (kind === "protocol") return "not-octane";
  if (kind !== "network") return undefined;
  if (code.startsWith("certificate-") || code === "client-certificate-wanted" || code === "tls-failed")
    return "certificate";
  if (code.startsWith("proxy-")) return "proxy";
  return networkCauses.find((cause) => cause === code) ?? "connection-failed";
}

/**
 * Why nobody answered; nothing where the way is open after all. A request that asks for no answer passes where only the rules
 * across origins stood against reading one.
 */
async function causeOfSilence({ request, isPolicyBroken }: Attempt): Promise<Cause | undefined> {
  if (!navigator.onLine && !isLocal(request)) return "offline";
  if (await isPolicyBroken()) return "policy";
  if (!(await knock(request))) return "unreachable";
  return request.way === "relay" ? "cors" : undefined;
}

/** A machine needs no network to reach itself. */
function isLocal({ way, relay, server }: SignInRequest): boolean {
  const { hostname } = new URL(way === "relay" ? relay.replace(/\{\+?url\}/, "") : server);
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** Whether anybody opens, whatever they say. */
async function knock({ way, relay, server }: SignInRequest): Promise<boolean> {
  const init = { cache: "no-store", signal: AbortSignal.timeout(patience / 3) } as const;
  const plain: FetchFunction = (url) =>
    fetch(url, { ...init, mode: "no-cors", credentials: "omit", redirect: "follow" });
  const ask = way === "relay" ? relayed({ url: relay }, plain) : plain;
  const given = { ...init, method: "GET", headers: [], redirect: "manual", credentials: "same-origin" };
  return await ask(server, given as Parameters<FetchFunction>[1]).then(
    () => true,
    () => false,
  );
}
