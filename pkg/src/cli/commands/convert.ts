/** `convert`: reports into payload files. */

import type { Command } from "commander";
import { act } from "../act.js";
import { addCaseOptions } from "../case-flags.js";
import { addContextOptions } from "../context-flags.js";
import type { ConvertFlags } from "../converting.js";
import { addLinkPolicyOption } from "../link-policy.js";
import { addOutputOptions } from "../output-flags.js";
import type { Cli } from "../program.js";
import { addReadingOptions } from "../reading-flags.js";

const DESCRIPTION =
  "Turns test reports into payloads of at most 1000 tests, checked against the schema: part-0001.xml and on. " +
  "Nothing is written unless every report is read; parts of an earlier conversion in the folder are replaced.";

const MORE_HELP = `
More options: octane-payload help links|cases`;

/** Adds the command to the program. */
export function defineConvert(root: Command, cli: Cli): void {
  const command = root
    .command("convert <file...>")
    .summary("turn reports into payload files")
    .description(DESCRIPTION)
    .option("-o, --out <dir>", "folder for the parts; made if missing")
    .option("--explain", "show what the first cases become, what they are linked to and why; write nothing")
    .option("--explain-test <name>", "the same for the tests of that name, a glob")
    .option("--schema <xsd>", "schema to check against, instead of the bundled one");
  addOutputOptions(command);
  addLinkPolicyOption(command);
  addReadingOptions(command);
  command.addHelpText("after", MORE_HELP);
  addCaseOptions(addContextOptions(command)).action(async (files: string[], flags: ConvertFlags) => {
    const options = { ...flags, empty: { inputs: [], parts: [] } };
    const work = async () => (await import("../converting.js")).convertFlagged(files, flags, cli);
    cli.finish(await act(cli, options, work));
  });
}
