/** The start and the end of the process: nothing that goes wrong leaves without words and an exit code. */

import { CommanderError } from "commander";
import { type Environment, Variable } from "./environment.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure } from "./failure.js";
import { interruption } from "./interrupt.js";
import { type Cli, program } from "./program.js";
import { printable } from "./tables.js";
import { type Terminal, terminal } from "./terminal.js";

/** Runs the command line of a process and sets its exit code. */
export async function run(process: NodeJS.Process): Promise<void> {
  const words = terminal(process, process.env);
  const stop = interruption(process);
  const cli: Cli = {
    terminal: words,
    env: process.env,
    signal: stop.signal,
    finish: (exitCode) => {
      process.exitCode = exitCode;
    },
  };
  try {
    await (await program(cli, process.argv[2])).parseAsync(process.argv);
  } catch (error) {
    process.exitCode = endedBy(error, words, process.env);
  } finally {
    stop.release();
  }
}

/** Commander has already written its words; anything else is a fault of ours. */
function endedBy(error: unknown, words: Terminal, env: Environment): ExitCode {
  if (error instanceof CommandFailure) {
    for (const { message, help } of error.diagnostics) {
      words.err.line(`error: ${printable(message)}`);
      if (help !== undefined) words.err.line(`  help: ${printable(help)}`);
    }
    return error.exitCode;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.done : ExitCode.usage;
  const stack = error instanceof Error ? error.stack : undefined;
  words.err.line(`error: ${error instanceof Error ? error.message : String(error)}`);
  if (env[Variable.debug] && stack) words.err.line(stack);
  return ExitCode.internal;
}
