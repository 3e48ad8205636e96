/** The command line as a whole: its commands, its version, and how each says what it does. */

import { Command, CommanderError, Option } from "commander";
import type { Surroundings } from "./act.js";
import type { ExitCode } from "./exit-codes.js";
import { version } from "./version.js";

/** What every command is given: its surroundings, and where it leaves its exit code. */
export interface Cli extends Surroundings {
  finish(exitCode: ExitCode): void;
}

/** Adds a command to the program. */
type Define = (root: Command, cli: Cli) => void;

/** The commands in the order of the help, each loaded when it is wanted. */
const COMMANDS: Readonly<Record<string, () => Promise<Define>>> = {
  convert: async () => (await import("./commands/convert.js")).defineConvert,
  explain: async () => (await import("./commands/explain.js")).defineExplain,
  validate: async () => (await import("./commands/validate.js")).defineValidate,
  submit: async () => (await import("./commands/submit.js")).defineSubmit,
  status: async () => (await import("./commands/status.js")).defineStatus,
  log: async () => (await import("./commands/log.js")).defineLog,
  schema: async () => (await import("./commands/schema.js")).defineSchema,
  serve: async () => (await import("./commands/serve.js")).defineServe,
  page: async () => (await import("./commands/page.js")).definePage,
  sandbox: async () => (await import("./commands/sandbox.js")).defineSandbox,
  help: async () => (await import("./commands/help.js")).defineHelp,
  init: async () => (await import("./commands/init.js")).defineInit,
  completion: async () => (await import("./commands/completion.js")).defineCompletion,
};

/** Options that are answered without any command. */
const ALONE: Readonly<Record<string, readonly string[]>> = { "--version": [], "-V": [] };

/** Commands whose options may stand in a file. */
const CONFIGURED = ["convert", "explain", "validate", "submit", "status", "log", "schema", "init"];

async function configured(command: Command, cli: Cli): Promise<void> {
  if (!CONFIGURED.includes(command.name())) return;
  const { applyConfig, configFileOf } = await import("./config-file.js");
  const file = configFileOf(command);
  if (file === undefined) return;
  const isKnown = async (name: string) =>
    (await program(cli)).commands.some((each) =>
      each.options.some((option) => option.attributeName() === name),
    );
  await applyConfig(file, command, { env: cli.env, isKnown });
}

/** Commands that speak of all commands. */
const OF_ALL = ["help", "completion"];

/**
 * The program for a command line that begins with this word; it throws commander's error instead of ending the process. Of the
 * commands only the named one is loaded, or all where none is.
 */
export async function program(cli: Cli, first?: string): Promise<Command> {
  const root = new Command("octane-payload")
    .description("Test reports into ALM Octane test results.")
    .option("-V, --version", "print the version")
    .on("option:version", () => tellVersion(cli))
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: cli.terminal.out.text, writeErr: cli.terminal.err.text })
    .showHelpAfterError(false)
    .exitOverride();
  const isOne = first !== undefined && Object.hasOwn(COMMANDS, first) && !OF_ALL.includes(first);
  const names = isOne ? [first] : (ALONE[first ?? ""] ?? Object.keys(COMMANDS));
  for (const define of await Promise.all(names.map((name) => COMMANDS[name]?.()))) define?.(root, cli);
  for (const command of root.commands.filter((each) => CONFIGURED.includes(each.name())))
    command.addOption(new Option("-c, --config-file <file>").hideHelp());
  root.hook("preAction", (_, command) => configured(command, cli));
  return root.addHelpText("after", EXIT_CODES_HELP);
}

/** As commander does it, but for a version that is read only where it is asked for. */
function tellVersion({ terminal }: Cli): never {
  terminal.out.line(version());
  throw new CommanderError(0, "commander.version", "version");
}

const EXIT_CODES_HELP = `
Exit codes:
  0 done               1 internal error      2 wrong usage
  3 input not readable or not valid          4 sign-in or permission refused
  5 network, proxy or TLS                    6 refused by the server
  7 ended failed       8 still running at the deadline       130 interrupted

"octane-payload <command> --help" says more. A first try without a server:
  octane-payload serve --sandbox`;
