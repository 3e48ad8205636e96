/** The command line as a whole: its commands, its version, and how each says what it does. */

import { readFileSync } from "node:fs";
import { Command } from "commander";
import { packageFile } from "../package-files.js";
import type { Surroundings } from "./act.js";
import { defineConvert } from "./commands/convert.js";
import { defineLog } from "./commands/log.js";
import { definePage } from "./commands/page.js";
import { defineSandbox } from "./commands/sandbox.js";
import { defineSchema } from "./commands/schema.js";
import { defineServe } from "./commands/serve.js";
import { defineStatus } from "./commands/status.js";
import { defineSubmit } from "./commands/submit.js";
import { defineValidate } from "./commands/validate.js";
import type { ExitCode } from "./exit-codes.js";

/** What every command is given: its surroundings, and where it leaves its exit code. */
export interface Cli extends Surroundings {
  finish(exitCode: ExitCode): void;
}

/** The program; it throws commander's error instead of ending the process. */
export function program(cli: Cli): Command {
  const root = new Command("octane-payload")
    .description("Test reports into ALM Octane test results.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: cli.terminal.out.text, writeErr: cli.terminal.err.text })
    .showHelpAfterError(false)
    .exitOverride();
  defineConvert(root, cli);
  defineValidate(root, cli);
  defineSubmit(root, cli);
  defineStatus(root, cli);
  defineLog(root, cli);
  defineSchema(root, cli);
  defineServe(root, cli);
  definePage(root, cli);
  defineSandbox(root, cli);
  return root.addHelpText("after", EXIT_CODES_HELP);
}

const EXIT_CODES_HELP = `
Exit codes:
  0 done               1 internal error      2 wrong usage
  3 input not readable or not valid          4 sign-in or permission refused
  5 network, proxy or TLS                    6 refused by the server
  7 ended failed       8 still running at the deadline       130 interrupted

"octane-payload <command> --help" says more. A first try without a server:
  octane-payload serve --sandbox`;

function version(): string {
  const text = readFileSync(packageFile("package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
