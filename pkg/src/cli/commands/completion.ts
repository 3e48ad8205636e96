/** `completion`: scripts that complete command lines in bash, zsh and fish. */

import { Argument, type Command } from "commander";
import { act, type Result } from "../act.js";
import type { Shell } from "../completion.js";
import { ExitCode } from "../exit-codes.js";
import type { Cli } from "../program.js";

const DESCRIPTION = "Prints a script that completes commands, options and their values in a shell.";

const HELP = `
  bash   octane-payload completion bash > \\
           ~/.local/share/bash-completion/completions/octane-payload
  zsh    octane-payload completion zsh > "\${fpath[1]}/_octane-payload"
  fish   octane-payload completion fish > \\
           ~/.config/fish/completions/octane-payload.fish`;

/** Adds the command to the program. */
export function defineCompletion(root: Command, cli: Cli): void {
  root
    .command("completion")
    .addArgument(new Argument("<shell>", "the shell").choices(["bash", "zsh", "fish"]))
    .summary("print a completion script for a shell")
    .description(DESCRIPTION)
    .addHelpText("after", HELP)
    .action(async (shell: Shell) => {
      cli.finish(await act(cli, {}, () => completionCommand(shell, root, cli)));
    });
}

async function completionCommand(shell: Shell, root: Command, cli: Cli): Promise<Result> {
  const { completionScript } = await import("../completion.js");
  const script = completionScript(shell, root);
  return {
    exitCode: ExitCode.done,
    document: {},
    diagnostics: [],
    show: () => cli.terminal.out.text(script),
  };
}
