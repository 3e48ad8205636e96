import { defineConfig } from "@playwright/test";
import { CHROMIUM_SWITCHES, findChromium } from "../../scripts/chromium.js";

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
  use: {
    browserName: "chromium",
    headless: true,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findChromium() ?? "chromium",
      args: CHROMIUM_SWITCHES,
    },
  },
});
