/**
 * Where Firefox for the browser tests is: told by `FIREFOX_PATH`, or at one of the usual places. The one that people use: it is
 * driven by WebDriver BiDi, which every Firefox speaks.
 */
import { existsSync } from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/firefox-esr",
  "/usr/bin/firefox",
  "/snap/bin/firefox",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/**
 * The path of a Firefox, or `undefined` where there is none.
 *
 * @returns {string | undefined}
 */
export function findFirefox() {
  const told = process.env.FIREFOX_PATH;
  return (told ? [told] : USUAL_PLACES).find((path) => existsSync(path));
}
