#!/usr/bin/env node
// Starts the command line of the built package. CommonJS, because Node is quicker at it.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const main = join(__dirname, "../cli/main.cjs");
if (existsSync(main)) {
  require(main).run(process);
} else {
  process.stderr.write(
    'octane-payload is not built yet: "npm run build" in the repository\'s root builds it\n',
  );
  process.exitCode = 1;
}
