/** Completion scripts, made from the commands and options that the program has: they cannot fall behind it. */

import type { Command, Option } from "commander";

const NAME = "octane-payload";

/** A shell that completes command lines. */
export type Shell = "bash" | "zsh" | "fish";

/** The script for a shell. */
export function completionScript(shell: Shell, root: Command): string {
  return { bash, zsh, fish }[shell](root);
}

/** The words that begin with what is typed; after an option with choices, those; files where nothing fits. */
function bash(root: Command): string {
  const names = root.commands.map((command) => command.name());
  const cases = root.commands.map(
    (command) => `    ${command.name()}) words="${longNames(command).join(" ")}" ;;`,
  );
  const values = [...choicesOf(root)].map(
    ([flags, choices]) => `    ${flags}) words="${choices.join(" ")}" ;;`,
  );
  return [
    `# bash completion for ${NAME}`,
    "_octane_payload() {",
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" words=""`,
    `  case "\${COMP_WORDS[1]}" in`,
    ...cases,
    "  esac",
    `  if [ "$COMP_CWORD" -eq 1 ]; then words="${[...names, "--help", "--version"].join(" ")}"; fi`,
    `  case "\${COMP_WORDS[1]} $previous" in`,
    ...values,
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    "}",
    `complete -o default -F _octane_payload ${NAME}`,
    "",
  ].join("\n");
}

/** For `case "COMMAND OPTION"`: the words that may follow. */
function choicesOf(root: Command): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const command of root.commands) {
    for (const option of command.options)
      if (option.argChoices !== undefined)
        found.set(
          flagsOf(option)
            .map((flag) => `"${command.name()} ${flag}"`)
            .join("|"),
          option.argChoices,
        );
    for (const argument of command.registeredArguments)
      if (argument.argChoices !== undefined)
        found.set(`"${command.name()} ${command.name()}"`, argument.argChoices);
  }
  return found;
}

function zsh(root: Command): string {
  const commands = root.commands.map((command) => `    ${quoted(`${command.name()}:${command.summary()}`)}`);
  const cases = root.commands.flatMap((command) => [
    `    ${command.name()})`,
    `      _arguments -s ${zshArguments(command).join(" ")}`,
    "      ;;",
  ]);
  return [
    `#compdef ${NAME}`,
    "local -a octane_payload_commands=(",
    ...commands,
    ")",
    "if (( CURRENT == 2 )); then",
    `  _describe command octane_payload_commands`,
    "else",
    "  shift words",
    "  (( CURRENT-- ))",
    '  case "$words[1]" in',
    ...cases,
    "  esac",
    "fi",
    "",
  ].join("\n");
}

function zshArguments(command: Command): string[] {
  const options = command.options.flatMap((option) =>
    flagsOf(option).map((flag) => quoted(`*${flag}${zshWords(option.description)}${zshValue(option)}`)),
  );
  const rest = command.registeredArguments.map(({ argChoices }) =>
    quoted(argChoices === undefined ? "*:file:_files" : `1:word:(${argChoices.join(" ")})`),
  );
  return [...options, ...rest];
}

function zshWords(words: string): string {
  return `[${words.replace(/[[\]:\\]/g, "\\$&")}]`;
}

function zshValue({ required, optional, argChoices }: Option): string {
  if (!required && !optional) return "";
  return argChoices === undefined ? ":value:_files" : `:value:(${argChoices.join(" ")})`;
}

function fish(root: Command): string {
  const lines = root.commands.flatMap((command) => {
    const name = command.name();
    const isIn = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    const start = `complete -c ${NAME} -n __fish_use_subcommand -f -a ${name} -d ${quoted(command.summary())}`;
    const words = command.registeredArguments.flatMap(({ argChoices }) =>
      argChoices === undefined ? [] : [`complete -c ${NAME} ${isIn} -f -a ${quoted(argChoices.join(" "))}`],
    );
    return [start, ...words, ...command.options.map((option) => fishOption(option, isIn))];
  });
  return [`# fish completion for ${NAME}`, ...lines, ""].join("\n");
}

function fishOption(
  { long, short, required, optional, argChoices, description }: Option,
  isIn: string,
): string {
  const value =
    required || optional ? (argChoices === undefined ? " -r" : ` -x -a ${quoted(argChoices.join(" "))}`) : "";
  const names = `${long ? ` -l ${long.slice(2)}` : ""}${short ? ` -s ${short.slice(1)}` : ""}`;
  return `complete -c ${NAME} ${isIn}${names}${value}${description ? ` -d ${quoted(description)}` : ""}`;
}

function longNames(command: Command): string[] {
  return [...command.options.flatMap(({ long }) => long ?? []), "--help"];
}

function flagsOf({ long, short }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

/** A word for a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
