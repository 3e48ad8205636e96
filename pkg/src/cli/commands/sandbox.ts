/** `sandbox`: an Octane of one's own to try against. */

import { type Command, InvalidArgumentError } from "commander";
import { FAULTS, type Fault, PHASES, readFault } from "../../sandbox/faults.js";
import { act, type Result } from "../act.js";
import { wholeNumber } from "../numbers.js";
import type { Cli } from "../program.js";
import { SANDBOX_ACCESS } from "../sandbox-access.js";
import type { Terminal } from "../terminal.js";
import { type ListenFlags, untilStopped } from "../until-stopped.js";

interface Flags extends ListenFlags {
  json?: boolean;
  fault?: Fault[];
  rate?: number;
}

const DESCRIPTION =
  "Starts an Octane to try against, on this machine alone: it checks payloads, takes them and processes them " +
  "as the documentation says. Nothing in it outlives it. Ctrl-C ends it.";

const FAULTS_HELP = `
Phases: ${PHASES.join(", ")}; without one, any.
Faults, also of single requests by the header X-Sandbox-Fault:
${inColumns(FAULTS)}`;

function inColumns(names: readonly string[]): string {
  const lines = names
    .filter((_, index) => index % 4 === 0)
    .map((_, line) => names.slice(line * 4, line * 4 + 4));
  return lines.map((line) => `  ${line.map((name) => name.padEnd(18)).join("")}`.trimEnd()).join("\n");
}

function readFaults(text: string, earlier: Fault[] = []): Fault[] {
  const fault = readFault(text);
  if (fault === undefined) throw new InvalidArgumentError('It takes a fault, such as "post:queue-full*3".');
  return [...earlier, fault];
}

/** Adds the command to the program. */
export function defineSandbox(root: Command, cli: Cli): void {
  root
    .command("sandbox")
    .summary("start an Octane to try against")
    .description(DESCRIPTION)
    .option("--port <n>", "port to listen on; a free one by default", wholeNumber(0, 65535))
    .option("--rate <n>", "requests a second that it takes; more get 429", wholeNumber(1, 100_000))
    .option("--fault <phase:fault*n>", "what goes wrong, n times or, with * alone, always", readFaults)
    .option("--json", "print the address as one JSON document")
    .addHelpText("after", FAULTS_HELP)
    .action(async (flags: Flags) => cli.finish(await act(cli, {}, () => sandboxCommand(flags, cli))));
}

async function sandboxCommand(flags: Flags, { terminal, signal }: Cli): Promise<Result> {
  const { serveSandbox } = await import("../../sandbox/serve.js");
  const tell = ({ url }: { url: string }) => {
    if (flags.json) terminal.out.line(JSON.stringify({ url, ...SANDBOX_ACCESS }, null, 2));
    else inWords(url, terminal);
  };
  const { port = 0, fault: faults = [], rate } = flags;
  const options = { port, faults, ...(rate !== undefined && { requestsPerSecond: rate }) };
  return untilStopped(() => serveSandbox(options), tell, signal);
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
