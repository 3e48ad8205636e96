/**
 * Where this page stands, and so by which way it reaches Octane at first: told by whoever hosts it, in `meta` elements of
 * its HTML; or by Octane itself, which opens an external action with its own address and the workspace in the query.
 *
 * Pure: what the page says comes in as values.
 */

import { type ServerAddress, type Way, ways } from "./protocol.js";
import { firstState, type SignInMethod } from "./state.js";

/** Looks up what the host of the page says: `way`, `server`, `relay`, `shared-space`, `workspace`. */
export type Said = (name: string) => string | undefined;

/** What stands in the fields of the sign-in before the tester types. */
export function placed(said: Said, page: URL): ServerAddress {
  const way = ways.find((each) => each === said("way")) ?? "gateway";
  const told: ServerAddress = {
    way,
    server: said("server") ?? usualServer(way),
    relay: said("relay") ?? "",
    sharedSpace: said("shared-space") ?? "",
    workspace: said("workspace") ?? "",
  };
  return { ...told, ...ofExternalAction(page) };
}

/** What stands in the field of the server when a way is chosen. */
export function usualServer(way: Way): string {
  return { gateway: firstState.connection.address.server, relay: "", "same-origin": "/" }[way];
}

/** The ways to sign in, the usual one first: where Octane serves the page, the browser has a session with it. */
export function methodsOf(way: Way): readonly SignInMethod[] {
  return way === "same-origin" ? ["session", "user", "key"] : ["user", "key"];
}

/** What proves to Octane that a request is the page's own, out of the page's cookies; nothing without a session. */
export function xsrfTokenIn(cookies: string): string | undefined {
  return /(?:^|;\s*)XSRF_COOKIE=([^;]+)/.exec(cookies)?.[1];
}

/** An address of another origin is none of Octane's doing: anybody can make a link. */
function ofExternalAction({ searchParams, origin }: URL): Partial<ServerAddress> {
  const server = searchParams.get("octane_url") ?? "";
  if (!URL.canParse(server) || new URL(server).origin !== origin) return {};
  const id = (name: string) => /^[0-9]+$/.exec(searchParams.get(name) ?? "")?.[0] ?? "";
  return { way: "same-origin", server, sharedSpace: id("shared_space"), workspace: id("workspace") };
}

/** What is wrong with an address, in the page's words. */
export interface AddressMistake {
  readonly key:
    | "connection.other-origin"
    | "connection.relay.no-place"
    | "connection.relay.no-server"
    | "connection.no-session";
  readonly value: string;
}

/** What keeps an address from being asked; nothing where it can be. */
export function addressMistake({ way, server, relay }: ServerAddress, page: URL): AddressMistake | undefined {
  const [octane, through] = [server.trim(), relay.trim()];
  if (way === "relay") {
    if (!/\{\+?url\}/.test(through)) return { key: "connection.relay.no-place", value: through };
    return /^https?:\/\/[^/]/i.test(octane)
      ? undefined
      : { key: "connection.relay.no-server", value: octane };
  }
  const isHere = URL.canParse(octane, page) && new URL(octane, page).origin === page.origin;
  return isHere ? undefined : { key: "connection.other-origin", value: octane };
}

/** The address without spaces around its parts; on the page's own origin, the whole of it. */
export function resolved(
  { way, server, relay, sharedSpace, workspace }: ServerAddress,
  page: string,
): ServerAddress {
  return {
    way,
    server: way === "relay" ? server.trim() : new URL(server.trim(), page).href,
    relay: relay.trim(),
    sharedSpace: sharedSpace.trim(),
    workspace: workspace.trim(),
  };
}
