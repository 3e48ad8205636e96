/**
 * The programs of the system that tests through real proxies use: where they are, and how they are got.
 */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Servers stand where the path of a user does not lead on every system. */
export const PROXY_PATH = [process.env.PATH ?? "", "/usr/local/sbin", "/usr/sbin", "/sbin"].join(delimiter);

/** The programs, each with the Debian package of the same name. */
const PROGRAMS = ["nginx", "caddy", "squid", "tinyproxy", "openssl"];

/** Those that are not there. */
export function missingPrograms() {
  const folders = PROXY_PATH.split(delimiter).filter(Boolean);
  return PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
}

/** The driver of Chromium, which WebdriverIO speaks to; `undefined` where it is not there. */
export function findChromedriver() {
  const folders = PROXY_PATH.split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, "chromedriver")).find((path) => existsSync(path));
}
