/** The hash that payloads and schemas are known by. */

import { core } from "./load.js";

/** SHA-256 in hexadecimal, by the core: a page that came without TLS has no cryptography of its browser's own. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return (await core()).sha256(bytes);
}
