/** `init`: writes a context file, from answers or from flags. */

import type { Command } from "commander";
import { act } from "../act.js";
import { addContextOptions } from "../context-flags.js";
import type { InitFlags } from "../initiating.js";
import type { Cli } from "../program.js";

const DESCRIPTION =
  "Writes a context file: what tests are linked to. With links by flag it asks nothing; without, it asks at the terminal. A file " +
  "that exists is not overwritten unless you say so.";

/** Adds the command to the program. */
export function defineInit(root: Command, cli: Cli): void {
  const command = root
    .command("init [file]")
    .summary("write a context file, by asking")
    .description(DESCRIPTION)
    .option("--force", "overwrite the file")
    .addHelpText(
      "after",
      `\nThe file is octane-context.yaml; a name that ends in .json makes it JSON.\nLinks by flag: octane-payload help links`,
    );
  addContextOptions(command).action(async (file: string | undefined, flags: InitFlags) => {
    const work = async () => (await import("../initiating.js")).initiate(file, flags, cli);
    cli.finish(await act(cli, {}, work));
  });
}
