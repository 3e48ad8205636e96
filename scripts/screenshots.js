/**
 * `npm run screenshots`: sets up, builds, and writes the pictures of the page's main states into `docs/screenshots/`.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.js";
import { main, ROOT, run } from "./run.js";
import { setUp } from "./setup.js";

await main(async () => {
  await setUp();
  await build("page");
  rmSync(join(ROOT, "docs/screenshots"), { recursive: true, force: true });
  const playwright = join(ROOT, "node_modules/@playwright/test/cli.js");
  const config = "tests/browser/screenshots/playwright.config.ts";
  return run(process.execPath, [playwright, "test", "-c", config]);
});
