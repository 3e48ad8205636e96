/** The flags that decide how cases of reports become runs: what a test is, and what becomes of odd values. */

import { type Command, InvalidArgumentError, Option } from "commander";
import type { CaseOptions, IdentityTemplates } from "../case-options.js";
import type { Status } from "../payload.js";

/** The flags as commander gives them. */
export interface CaseFlags {
  identity?: string;
  module?: string;
  package?: string;
  class?: string;
  name?: string;
  zone?: string;
  starts?: string;
  timeUnit?: string;
  status?: Record<string, Status>;
  unknownStatus?: string;
  attempts?: string;
  tooLong?: string;
  emptyName?: string;
  placeholder?: string;
  badUrl?: string;
  negativeDuration?: string;
  duplicates?: string;
}

/** Adds the flags to a command. They are many: a topic of the help shows them, defaults first. */
export function addCaseOptions(command: Command): Command {
  for (const option of caseOptions()) command.addOption(option.hideHelp());
  return command;
}

/** The options that the flags set. */
export function caseOptionsOf(flags: CaseFlags): CaseOptions {
  const { zone, starts, timeUnit: unit, status: words, unknownStatus: unknown, attempts } = flags;
  const { tooLong, emptyName, placeholder, badUrl, negativeDuration, duplicates } = flags;
  return {
    ...group("identity", templatesOf(flags)),
    ...group("times", { zone, starts, unit }),
    ...group("statuses", { words, unknown, attempts }),
    ...group("fit", { tooLong, emptyName, placeholder, badUrl, negativeDuration }),
    ...(duplicates !== undefined && { duplicates }),
  } as CaseOptions;
}

const STATUSES: readonly Status[] = ["Passed", "Failed", "Skipped", "Planned"];

function caseOptions(): Option[] {
  const choice = (flags: string, values: readonly string[]) => new Option(flags).choices([...values]);
  return [
    choice("--identity <preset>", ["collection-tool", "github-action", "jenkins"]),
    ...["module", "package", "class", "name"].map((part) => new Option(`--${part} <template>`)),
    new Option("--zone <offset>"),
    choice("--starts <way>", ["suite", "in-sequence"]),
    choice("--time-unit <unit>", ["auto", "seconds", "milliseconds"]),
    new Option("--status <word=status>").argParser(wordOf),
    choice("--unknown-status <status>", [...STATUSES, "refuse"]),
    choice("--attempts <policy>", ["last", "first", "worst"]),
    choice("--too-long <policy>", ["hash", "cut-end", "cut-middle", "refuse"]),
    choice("--empty-name <policy>", ["placeholder", "refuse"]),
    new Option("--placeholder <name>"),
    choice("--bad-url <policy>", ["description", "omit", "refuse"]),
    choice("--negative-duration <policy>", ["zero", "absolute", "keep", "refuse"]),
    choice("--duplicates <policy>", ["distinct", "worst", "last", "refuse"]),
  ];
}

/** One `--status`, added to those before it; split at its last sign, because words are the tools' own. */
function wordOf(text: string, before: Record<string, Status> = {}): Record<string, Status> {
  const sign = text.lastIndexOf("=");
  const status = STATUSES.find((known) => known === text.slice(sign + 1));
  if (sign > 0 && status !== undefined) return { ...before, [text.slice(0, sign)]: status };
  throw new InvalidArgumentError(`It takes WORD=STATUS, such as "flaky=Failed"; ${STATUSES.join(", ")}.`);
}

function templatesOf(flags: CaseFlags): Record<keyof IdentityTemplates, string | undefined> {
  const { identity: preset, module, package: package_, class: class_, name } = flags;
  return { preset, module, package: package_, class: class_, name };
}

/** The options of a group that are set; nothing where none is. */
function group(name: string, options: object): object {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? {} : { [name]: Object.fromEntries(given) };
}
