/** `validate`: payload files against a schema. */

import type { Command } from "commander";
import { act } from "../act.js";
import { addOutputOptions } from "../output-flags.js";
import type { Cli } from "../program.js";
import type { ValidateFlags } from "../validation.js";

const DESCRIPTION =
  "Validates payload files against an XSD, and says what is wrong, where, and what may stand there instead.";

/** Adds the command to the program. */
export function defineValidate(root: Command, cli: Cli): void {
  const command = root
    .command("validate <file...>")
    .summary("check payload files against a schema")
    .description(DESCRIPTION)
    .option("--schema <xsd>", "schema to check against, instead of the bundled one");
  addOutputOptions(command).action(async (files: string[], flags: ValidateFlags) => {
    const options = { ...flags, empty: { valid: false, files: [] } };
    const work = async () => (await import("../validation.js")).validateFiles(files, flags, cli);
    cli.finish(await act(cli, options, work));
  });
}
