/** `help`: the program's, a command's, or a subject that several commands share. */

import { Argument, type Command } from "commander";
import { act } from "../act.js";
import { ExitCode } from "../exit-codes.js";
import { usageFailure } from "../failure.js";
import { TOPICS } from "../help-topics.js";
import type { Cli } from "../program.js";

/** Adds the command to the program. */
export function defineHelp(root: Command, cli: Cli): void {
  root
    .command("help")
    .addArgument(new Argument("[topic]", `a command, or ${Object.keys(TOPICS).join(", ")}`))
    .summary("say more of a command or a topic")
    .description("Says more of a command, or of what several commands share.")
    .action(async (topic?: string) => cli.finish(await act(cli, {}, async () => shownHelp(topic, root))));
}

function shownHelp(topic: string | undefined, root: Command) {
  const command = topic === undefined ? root : root.commands.find((each) => each.name() === topic);
  const text = command?.helpInformation() ?? TOPICS[topic ?? ""];
  if (text === undefined)
    throw usageFailure(
      `there is no topic "${topic}"`,
      `topics are commands, and ${Object.keys(TOPICS).join(", ")}`,
    );
  return {
    exitCode: ExitCode.done,
    document: {},
    diagnostics: [],
    show: ({ out }: Cli["terminal"]) => out.text(text),
  };
}
