/** How the result is shown, and how much the rules of the documentation matter in it. */

import { type Command, InvalidArgumentError, Option } from "commander";
import type { RuleName, RuleSeverities } from "../rule-options.js";

/** The formats of findings. */
export const FORMATS = ["text", "json", "github", "gitlab", "sarif"] as const;

/** One of {@link FORMATS}. */
export type Format = (typeof FORMATS)[number];

/** The flags as commander gives them. */
export interface OutputFlags {
  json?: boolean;
  format?: Format;
  rule?: RuleSeverities;
}

/** As the type has them: one that is missing here does not compile. */
const KNOWN: Readonly<Record<RuleName, true>> = {
  "too-many-tests": true,
  "duplicate-test": true,
  "duplicate-payload": true,
  "suite-without-release": true,
  "milestone-without-release": true,
  "build-with-suite": true,
  "test-field-twice": true,
  "failed-without-error": true,
  "error-on-passed": true,
  "started-in-seconds": true,
  "names-differ-in-case": true,
  "id-not-positive": true,
  "undeclared-element": true,
};

/** The rules of the documentation. */
export const RULES: readonly RuleName[] = Object.keys(KNOWN) as RuleName[];

const SEVERITIES = ["off", "info", "warning", "error"] as const;

/** Adds the flags of a command that has findings. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "how findings are shown").choices(FORMATS).conflicts("json"))
    .option("--json", "print one JSON document: --format json")
    .addOption(
      new Option(
        "--rule <name=severity>",
        "a rule of the documentation: off, info, warning, error",
      ).argParser(readRule),
    );
}

/** The format that the flags ask for. */
export function formatOf({
  json,
  format = "text",
}: {
  json?: boolean | undefined;
  format?: Format | undefined;
}): Format {
  return json ? "json" : format;
}

/** One `--rule`, added to those before it. */
function readRule(text: string, before: RuleSeverities = {}): RuleSeverities {
  const [name = "", word = ""] = text.split("=", 2);
  const rule = RULES.find((known) => known === name);
  const severity = SEVERITIES.find((known) => known === word);
  if (rule === undefined) throw new InvalidArgumentError(`The rule is one of ${RULES.join(", ")}.`);
  if (severity === undefined)
    throw new InvalidArgumentError(`The severity is one of ${SEVERITIES.join(", ")}.`);
  return { ...before, [rule]: severity };
}
