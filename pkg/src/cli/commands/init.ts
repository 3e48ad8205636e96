/** `init`: writes a context file, from answers or from flags. */

import type { Command } from "commander";
import { act } from "../act.js";
import { addContextOptions, type ContextFlags } from "../context-flags.js";
import type { InitFlags } from "../initiating.js";
import type { Cli } from "../program.js";
import { addServerOptions } from "../server-options.js";

const DESCRIPTION =
  "Writes a context file: what tests are linked to. With links by flag it asks nothing; without, it asks at the terminal, and " +
  "where a server is given it finds things by their names. A file that exists is not overwritten unless you say so.";

/** Adds the command to the program. */
export function defineInit(root: Command, cli: Cli): void {
  const command = root
    .command("init [file]")
    .summary("write a context file, by asking")
    .description(DESCRIPTION)
    .option("--force", "overwrite the file")
    .addHelpText(
      "after",
      `\nThe file is octane-context.yaml; a name that ends in .json makes it JSON.\nLinks by flag, and who signs in: octane-payload help links|server`,
    );
  addServerOptions(addContextOptions(command)).action(
    async (file: string | undefined, flags: ContextFlags & InitFlags) => {
      const links = typedLinks(command, flags);
      const work = async () => (await import("../initiating.js")).initiate(file, { ...flags, links }, cli);
      cli.finish(await act(cli, {}, work));
    },
  );
}

/** Those of the command line alone: links of a configuration file hold for all commands without being written down again. */
function typedLinks(command: Command, flags: ContextFlags): ContextFlags {
  const typed = ([name]: [string, unknown]) => command.getOptionValueSource(name) === "cli";
  return Object.fromEntries(Object.entries(flags).filter(typed));
}
