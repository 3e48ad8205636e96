/**
 * The ways of a client whose runtime cannot call Octane itself: a gateway, which is told its token, and a relay, which takes
 * the address of the target as a part of its own.
 */

import { type FetchFunction, type OctaneClientOptions, type RelayOptions, usage } from "./client-options.js";

/** By which a gateway knows the page that it served. */
const TOKEN_HEADER = "x-gateway-token";

/** The fetch for a way; undefined where it is the runtime's own. @throws OctaneError `usage` */
export function wayOf({
  fetch,
  relay,
  gatewayToken,
}: Pick<OctaneClientOptions, "fetch" | "relay" | "gatewayToken">): FetchFunction | undefined {
  const way = gatewayToken === undefined ? fetch : withToken(gatewayToken, fetch);
  if (relay === undefined) return way;
  return relayed(typeof relay === "string" ? { url: relay } : relay, way);
}

function withToken(token: string, fetch: FetchFunction = globalThis.fetch): FetchFunction {
  if (!/^[\x21-\x7E]+$/u.test(token)) throw usage("gatewayToken", "the token of the gateway");
  return (url, init) => fetch(url, { ...init, headers: [...init.headers, [TOKEN_HEADER, token]] });
}

const PLACE = /\{(\+?)url\}/gu;

/**
 * A `fetch` that goes through a relay. Methods, headers and bodies stay as they are.
 *
 * @throws OctaneError `usage` where the address names no place for the target's, or two, or is no address.
 */
export function relayed(options: RelayOptions, through?: FetchFunction): FetchFunction {
  const { url: template, credentials = "include" } = options;
  const places = [...template.matchAll(PLACE)];
  if (places.length !== 1 || !isAddress(template)) throw usage("relay", 'an address with "{url}" once');
  return (url, init) => {
    const address = template.replace(PLACE, (_, isReserved) => (isReserved === "+" ? url : encoded(url)));
    return (through ?? globalThis.fetch)(address, { ...init, credentials });
  };
}

/** In a page a path of its own origin is an address as well. */
function isAddress(template: string): boolean {
  const url = template.replace(PLACE, "x");
  return url.startsWith("/") ? !url.startsWith("//") : URL.canParse(url) && /^https?:/u.test(url);
}

/** `encodeURIComponent` leaves five characters that RFC 3986 reserves. */
function encoded(url: string): string {
  return encodeURIComponent(url).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
