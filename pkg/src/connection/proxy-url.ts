/** The address of a proxy, with the user and the password that belong to it. */

import { type ConnectionOptions, ConnectionOptionsError } from "./options.js";

/** Reads an address without ever repeating it: a password may stand in it. */
export function proxyUrl(
  text: string,
  name: string,
  { proxyCredentials }: Pick<ConnectionOptions, "proxyCredentials">,
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || !isDecodable(url.username + url.password))
    throw new ConnectionOptionsError(
      name,
      "is not the URL of a proxy",
      'such as "http://proxy.example.com:3128"',
    );
  if (url.username === "" && proxyCredentials !== undefined) {
    url.username = encodeURIComponent(proxyCredentials.user);
    url.password = encodeURIComponent(proxyCredentials.password);
  }
  return url;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
