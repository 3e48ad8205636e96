/** The command line as a whole: its commands, its version, and how each says what it does. */

import { readFileSync } from "node:fs";
import { Command } from "commander";
import { packageFile } from "../package-files.js";
import type { Surroundings } from "./act.js";
import type { ExitCode } from "./exit-codes.js";

/** What every command is given: its surroundings, and where it leaves its exit code. */
export interface Cli extends Surroundings {
  finish(exitCode: ExitCode): void;
}

/** Adds a command to the program. */
type Define = (root: Command, cli: Cli) => void;

/** The commands in the order of the help, each loaded when it is wanted. */
const COMMANDS: Readonly<Record<string, () => Promise<Define>>> = {
  convert: async () => (await import("./commands/convert.js")).defineConvert,
  validate: async () => (await import("./commands/validate.js")).defineValidate,
  submit: async () => (await import("./commands/submit.js")).defineSubmit,
  status: async () => (await import("./commands/status.js")).defineStatus,
  log: async () => (await import("./commands/log.js")).defineLog,
  schema: async () => (await import("./commands/schema.js")).defineSchema,
  serve: async () => (await import("./commands/serve.js")).defineServe,
  page: async () => (await import("./commands/page.js")).definePage,
  sandbox: async () => (await import("./commands/sandbox.js")).defineSandbox,
};

/** Options that are answered without any command. */
const ALONE: Readonly<Record<string, readonly string[]>> = { "--version": [], "-V": [] };

/**
 * The program for a command line that begins with this word; it throws commander's error instead of ending the process. Of the
 * commands only the named one is loaded, or all where none is.
 */
export async function program(cli: Cli, first?: string): Promise<Command> {
  const root = new Command("octane-payload")
    .description("Test reports into ALM Octane test results.")
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: cli.terminal.out.text, writeErr: cli.terminal.err.text })
    .showHelpAfterError(false)
    .exitOverride();
  const isOne = first !== undefined && Object.hasOwn(COMMANDS, first);
  const names = isOne ? [first] : (ALONE[first ?? ""] ?? Object.keys(COMMANDS));
  for (const define of await Promise.all(names.map((name) => COMMANDS[name]?.()))) define?.(root, cli);
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
