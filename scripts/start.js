/**
 * `npm start`: sets up, builds, and serves the page with the gateway and a sandbox Octane on this machine.
 * Arguments after `--` go to `octane-payload serve`.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { build } from "./build.js";
import { main, ROOT } from "./run.js";
import { setUp } from "./setup.js";

await main(async () => {
  await setUp();
  await build("page");
  const program = join(ROOT, "pkg/bin/octane-payload.cjs");
  const args = [program, "serve", "--sandbox", ...process.argv.slice(2)];
  const server = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit" });
  // The server ends in order; this process only waits for it, and so hands its exit code on.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => server.kill(signal));
  }
  // npm ends its shell and not what runs in it: without a parent there is nobody left to serve.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && server.kill("SIGTERM"), 500);
  const [code] = await once(server, "close");
  clearInterval(watch);
  return code ?? 1;
});
