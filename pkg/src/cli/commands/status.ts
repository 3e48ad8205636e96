/** `status`: what has become of one submission. */

import type { Command } from "commander";
import type { EntityId } from "../../types.js";
import { act, type Result } from "../act.js";
import { ExitCode } from "../exit-codes.js";
import { taskId } from "../numbers.js";
import type { Cli } from "../program.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import { inSession } from "../session.js";
import { renderTable } from "../tables.js";

interface Flags extends ServerFlags {
  json?: boolean;
}

/** Adds the command to the program. */
export function defineStatus(root: Command, cli: Cli): void {
  const command = root
    .command("status")
    .argument("<id>", 'number that "submit" printed', taskId)
    .summary("ask what has become of a submitted part")
    .description("Asks once for the status of one submitted part. Any status is exit code 0: it is answered.")
    .option("--json", "print the answer as one JSON document");
  command.addHelpText("after", "\nMore options: octane-payload help server");
  addServerOptions(command).action(async (id: EntityId, flags: Flags) => {
    cli.finish(await act(cli, { json: flags.json }, () => statusCommand(id, flags, cli)));
  });
}

async function statusCommand(id: EntityId, flags: Flags, cli: Cli): Promise<Result> {
  const answer = await inSession(flags, cli, (client) => client.status(id, { signal: cli.signal }));
  const { status, until = "" } = answer;
  return {
    exitCode: ExitCode.done,
    document: answer,
    diagnostics: [],
    show: ({ out }) =>
      out.line(
        renderTable(
          [{ title: "id" }, { title: "status" }, { title: "until" }],
          [[String(id), status, until]],
        ),
      ),
  };
}
