/** `sandbox`: an Octane of one's own to try against. */

import type { Command } from "commander";
import { act, type Result } from "../act.js";
import { wholeNumber } from "../numbers.js";
import type { Cli } from "../program.js";
import { SANDBOX_ACCESS } from "../sandbox-access.js";
import type { Terminal } from "../terminal.js";
import { type ListenFlags, untilStopped } from "../until-stopped.js";

interface Flags extends ListenFlags {
  json?: boolean;
}

const DESCRIPTION =
  "Starts an Octane to try against, on this machine alone: it checks payloads, takes them and processes them " +
  "as the documentation says. Nothing in it outlives it. Ctrl-C ends it.";

/** Adds the command to the program. */
export function defineSandbox(root: Command, cli: Cli): void {
  root
    .command("sandbox")
    .summary("start an Octane to try against")
    .description(DESCRIPTION)
    .option("--port <n>", "port to listen on; a free one by default", wholeNumber(0, 65535))
    .option("--json", "print the address as one JSON document")
    .action(async (flags: Flags) => cli.finish(await act(cli, {}, () => sandboxCommand(flags, cli))));
}

async function sandboxCommand(flags: Flags, { terminal, signal }: Cli): Promise<Result> {
  const { serveSandbox } = await import("../../sandbox/serve.js");
  const tell = ({ url }: { url: string }) => {
    if (flags.json) terminal.out.line(JSON.stringify({ url, ...SANDBOX_ACCESS }, null, 2));
    else inWords(url, terminal);
  };
  return untilStopped(() => serveSandbox({ port: flags.port ?? 0 }), tell, signal);
}

/** The variables as a shell takes them, so that a second terminal can submit at once. */
function inWords(url: string, { out }: Terminal): void {
  const { sharedSpace, workspace, clientId, clientSecret, user, password } = SANDBOX_ACCESS;
  out.line(`sandbox: ${url}\n\nIn another terminal:\n`);
  out.line(`  export OCTANE_SERVER=${url} OCTANE_SHARED_SPACE=${sharedSpace} OCTANE_WORKSPACE=${workspace}`);
  out.line(`  export OCTANE_CLIENT_ID=${clientId} OCTANE_CLIENT_SECRET=${clientSecret}`);
  out.line("  octane-payload submit report.xml\n");
  out.line(`As a user: ${user}, password ${password}. Ctrl-C ends the sandbox.`);
}
