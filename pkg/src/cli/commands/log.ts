/** `log`: the server's own words about one submission. */

import type { Command } from "commander";
import type { EntityId } from "../../types.js";
import { act, type Result } from "../act.js";
import { ExitCode } from "../exit-codes.js";
import { taskId } from "../numbers.js";
import type { Cli } from "../program.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import { inSession } from "../session.js";
import { printableLines } from "../tables.js";

interface Flags extends ServerFlags {
  json?: boolean;
}

/** Adds the command to the program. */
export function defineLog(root: Command, cli: Cli): void {
  const command = root
    .command("log")
    .argument("<id>", 'number that "submit" printed', taskId)
    .summary("print the server's log of a submitted part")
    .description("Prints what the server wrote about one submitted part.")
    .option("--json", "print { id, log } as one JSON document");
  command.addHelpText("after", "\nMore options: octane-payload help server");
  addServerOptions(command).action(async (id: EntityId, flags: Flags) => {
    cli.finish(await act(cli, { json: flags.json }, () => logCommand(id, flags, cli)));
  });
}

async function logCommand(id: EntityId, flags: Flags, cli: Cli): Promise<Result> {
  const log = await inSession(flags, cli, (client) => client.log(id, { signal: cli.signal }));
  return {
    exitCode: ExitCode.done,
    document: { id, log },
    diagnostics: [],
    show: ({ out }) => out.line(printableLines(log.trimEnd())),
  };
}
