/** `submit`: reports, converted and checked, to the server and followed to their end. */

import { type Command, Option } from "commander";
import { act } from "../act.js";
import { addCaseOptions } from "../case-flags.js";
import { addContextOptions } from "../context-flags.js";
import { addLinkPolicyOption } from "../link-policy.js";
import { seconds, wholeNumber } from "../numbers.js";
import { addOutputOptions } from "../output-flags.js";
import type { Cli } from "../program.js";
import { addReadingOptions } from "../reading-flags.js";
import { addServerOptions } from "../server-options.js";
import type { SubmitFlags } from "../submission.js";
import { addTrafficOptions } from "../traffic-flags.js";

const DESCRIPTION = "Converts reports; if all is valid, sends it, follows it to status and log.";

const SENDING_HELP = `
  --journal <dir> --as-new --rate <n> --gzip <when> --runs-per-part <n>`;

const MORE_HELP = `
More options: octane-payload help links|cases|server`;

/** Adds the command to the program. */
export function defineSubmit(root: Command, cli: Cli): void {
  const command = root
    .command("submit <file...>")
    .summary("convert, validate, send, follow to the end")
    .description(DESCRIPTION)
    .option("-e, --skip-errors", "let the server leave out what it cannot resolve")
    .option("--timeout <seconds>", "how long the whole may take (exit code 8): 600", seconds)
    .option("--dry-run", "do all but send: what would be sent, and whether it could be")
    .option("--fail-on-warning", "exit code 7 also where the server ends with a warning")
    .option("--resume", "send only what an interrupted run has not sent")
    // The vendor's tool has these: every submission is followed to its end, and Octane's own payloads are known by their content.
    .addOption(new Option("--check-result").hideHelp())
    .addOption(new Option("--check-result-timeout <seconds>").argParser(seconds).hideHelp())
    .addOption(new Option("-i, --internal").hideHelp())
    .addOption(new Option("--journal <dir>").hideHelp())
    .addOption(new Option("--as-new").hideHelp())
    .addOption(new Option("--runs-per-part <n>").argParser(wholeNumber(1, 1000)).hideHelp())
    .option("--schema <xsd>", 'schema to check against, or "bundled": the server\'s');
  addOutputOptions(command);
  addTrafficOptions(command).addHelpText("after", SENDING_HELP);
  addLinkPolicyOption(command);
  addReadingOptions(command);
  addServerOptions(command);
  command.addHelpText("after", MORE_HELP);
  addCaseOptions(addContextOptions(command)).action(async (files: string[], flags: SubmitFlags) => {
    const options = { ...flags, empty: { outcome: "not-sent", parts: [] } };
    const work = async () => (await import("../submission.js")).submitFiles(files, flags, cli);
    cli.finish(await act(cli, options, work));
  });
}
