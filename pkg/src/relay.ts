/**
 * Reaching Octane through a relay: a proxy that takes the address of the target as a part of its own, for pages that have
 * no gateway on their origin.
 */

import { type FetchFunction, type RelayOptions, usage } from "./client-options.js";

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
