import { defineConfig } from "@playwright/test";
import { CHROMIUM_SWITCHES, findChromium } from "../../scripts/chromium.js";
import { findFirefox } from "../../scripts/firefox.js";

/** The whole path, and what browsers are known to differ in: files, streams, clipboard, focus, history, storage, policies. */
const inFirefox =
  /\/(bad-input|check|conflicts|context-link|folders|hosting|hostile|keyboard|languages|main-path|offline|runs|sandbox|submission)\.spec\.ts$/;

// The servers are started by the tests themselves, each on a free port of the loopback interface.
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.{test,spec}.ts",
  outputDir: "../../test-results",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: "list",
  use: { headless: true },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        trace: "retain-on-failure",
        launchOptions: { executablePath: findChromium() ?? "chromium", args: CHROMIUM_SWITCHES },
      },
    },
    {
      name: "firefox",
      testMatch: inFirefox,
      // Nobody is let past a page's policy there, as axe needs it, nor into a worker, nor at the clipboard unasked; and amounts are asked for once.
      grepInvert: /axe finds|file that is gone|account can be copied|100,000|ten thousand/,
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        launchOptions: {
          executablePath: findFirefox() ?? "firefox",
          // The panel of downloads would take the focus from the page.
          firefoxUserPrefs: { "browser.download.alwaysOpenPanel": false },
        },
      },
    },
  ],
});
