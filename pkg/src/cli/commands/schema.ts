/** `schema`: the XSD that the server checks payloads against. */

import type { Command } from "commander";
import { act, type Result } from "../act.js";
import { ExitCode } from "../exit-codes.js";
import { writeWhole } from "../files.js";
import type { Cli } from "../program.js";
import { addServerOptions, type ServerFlags } from "../server-options.js";
import { inSession } from "../session.js";

interface Flags extends ServerFlags {
  out?: string;
}

/** Adds the command to the program. */
export function defineSchema(root: Command, cli: Cli): void {
  const command = root
    .command("schema")
    .summary("fetch the server's schema")
    .description("Fetches the XSD that the server checks payloads against, as it stands there.")
    .option("-o, --out <file>", "write it to a file instead of standard output");
  command.addHelpText("after", "\nMore options: octane-payload help server");
  addServerOptions(command).action(async (flags: Flags) => {
    cli.finish(await act(cli, {}, () => schemaCommand(flags, cli)));
  });
}

async function schemaCommand(flags: Flags, cli: Cli): Promise<Result> {
  const schema = await inSession(flags, cli, (client) => client.schema({ signal: cli.signal }));
  if (flags.out !== undefined) writeWhole(flags.out, schema);
  return {
    exitCode: ExitCode.done,
    document: {},
    diagnostics: [],
    show: ({ out, err }) => {
      if (flags.out === undefined) out.text(schema);
      else err.line(`schema written to ${flags.out}`);
    },
  };
}
