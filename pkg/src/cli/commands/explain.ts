/** `explain`: what tests will be linked to, and why. */

import { type Command, Option } from "commander";
import { act } from "../act.js";
import { addCaseOptions } from "../case-flags.js";
import { addContextOptions } from "../context-flags.js";
import type { ExplainFlags } from "../explaining.js";
import { addLinkPolicyOption } from "../link-policy.js";
import { wholeNumber } from "../numbers.js";
import type { Cli } from "../program.js";
import { addReadingOptions } from "../reading-flags.js";

const DESCRIPTION =
  "Says what each test of the reports will be linked to, and why: what every source says, from the first to the last, and " +
  "the policy that settled it. Nothing is written or sent. Patterns are globs, or /regular expressions/; all that are " +
  "given must fit.";

const MORE_HELP = `
More options: octane-payload help links|cases`;

/** Adds the command to the program. */
export function defineExplain(root: Command, cli: Cli): void {
  const command = root
    .command("explain <file...>")
    .summary("say what tests are linked to, and why")
    .description(DESCRIPTION)
    .option("--test <pattern>", "tests of this name")
    .option("--of-class <pattern>", "tests of this class")
    .option("--of-package <pattern>", "tests of this package")
    .option("--of-module <pattern>", "tests of this module")
    .option("--of-file <pattern>", "tests of the reports of this name")
    .option("--of-tag <pattern>", "tests with this tag")
    .addOption(
      new Option("--of-status <status>", "tests that ended so").choices([
        "Passed",
        "Failed",
        "Skipped",
        "Planned",
      ]),
    )
    .option("--most <n>", "tests that are explained at most: 20", wholeNumber(1, 100_000))
    .option("--json", "print one JSON document");
  addLinkPolicyOption(command);
  addReadingOptions(command);
  command.addHelpText("after", MORE_HELP);
  addCaseOptions(addContextOptions(command)).action(async (files: string[], flags: ExplainFlags) => {
    const options = { json: flags.json, empty: { explanations: [] } };
    const work = async () => (await import("../explaining.js")).explainFiles(files, flags, cli);
    cli.finish(await act(cli, options, work));
  });
}
