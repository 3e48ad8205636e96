/**
 * Where the browser for the browser tests is: told by `CHROMIUM_PATH`, or at one of the usual places.
 */
import { existsSync } from "node:fs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The switches that keep the browser quiet and off the network; root may not use the sandbox on Linux. */
export const CHROMIUM_SWITCHES = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The path of a Chromium or Chrome, or `undefined` where there is none.
 *
 * @returns {string | undefined}
 */
export function findChromium() {
  const told = process.env.CHROMIUM_PATH;
  return (told ? [told] : USUAL_PLACES).find((path) => existsSync(path));
}
