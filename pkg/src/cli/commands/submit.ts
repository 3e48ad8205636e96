/** `submit`: reports, converted and checked, to the server and followed to their end. */

import type { Command } from "commander";
import { act } from "../act.js";
import { addCaseOptions } from "../case-flags.js";
import { addContextOptions } from "../context-flags.js";
import { addLinkPolicyOption } from "../link-policy.js";
import { seconds } from "../numbers.js";
import type { Cli } from "../program.js";
import { addReadingOptions } from "../reading-flags.js";
import { addServerOptions } from "../server-options.js";
import { type SubmitFlags, submitFiles } from "../submission.js";

const DESCRIPTION =
  "Converts test reports, validates the payloads against the server's schema, sends them if all are valid, " +
  "and follows them to their final status and log.";

/** Adds the command to the program. */
export function defineSubmit(root: Command, cli: Cli): void {
  const command = root
    .command("submit <file...>")
    .summary("convert, validate, send, follow to the end")
    .description(DESCRIPTION)
    .option("-e, --skip-errors", "let the server leave out what it cannot resolve")
    .option("--timeout <seconds>", "how long the whole may take (exit code 8): 600", seconds)
    .option("--journal <dir>", "keep a record of what was sent and taken")
    .option("--resume", "send only what the journal says is missing")
    .option("--schema <xsd>", "schema to check against, instead of the server's")
    .option("--json", "print one JSON document");
  addLinkPolicyOption(command);
  addReadingOptions(command);
  addServerOptions(command);
  addCaseOptions(addContextOptions(command)).action(async (files: string[], flags: SubmitFlags) => {
    const options = { json: flags.json, empty: { outcome: "not-sent", parts: [] } };
    cli.finish(await act(cli, options, () => submitFiles(files, flags, cli)));
  });
}
