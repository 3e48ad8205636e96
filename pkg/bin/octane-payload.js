#!/usr/bin/env node
// Starts the command line of the built package. The name of the build step is all that it knows.
import { existsSync } from "node:fs";

const main = new URL("../cli/main.js", import.meta.url);
if (existsSync(main)) {
  const { run } = await import(main.href);
  await run(process);
} else {
  process.stderr.write(
    'octane-payload is not built yet: "npm run build" in the repository\'s root builds it\n',
  );
  process.exitCode = 1;
}
