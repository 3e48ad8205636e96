/** Questions at a terminal. They stand on standard error: standard output is for results. */

import { confirm, isCancel, password, select, text } from "@clack/prompts";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding } from "./failure.js";

/** Asks for a secret, which is not shown. */
export async function askSecret(message: string): Promise<string> {
  return answered(await password({ message, output: process.stderr }));
}

/** Asks for a text; an empty answer is none. `check` says what is wrong with one. */
export async function askText(
  message: string,
  check: (text: string) => string | undefined,
  placeholder?: string,
): Promise<string | undefined> {
  const validate = (value: string | undefined) => (value ? check(value) : undefined);
  const options = {
    message,
    validate,
    output: process.stderr,
    ...(placeholder !== undefined && { placeholder }),
  };
  return answered(await text(options)) || undefined;
}

/** Asks for one of some things. */
export async function askChoice<Value extends string>(
  message: string,
  choices: readonly { value: Value; label: string }[],
): Promise<Value> {
  const options = choices.map(({ value, label }) => ({ value: value as string, label }));
  return answered(await select({ message, options, output: process.stderr })) as Value;
}

/** Asks for yes or no; no is what is offered. */
export async function askWhether(message: string): Promise<boolean> {
  return answered(await confirm({ message, initialValue: false, output: process.stderr }));
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (isCancel(answer))
    throw new CommandFailure(ExitCode.interrupted, [finding("interrupted", "stopped by the user")]);
  return answer as Exclude<Answer, symbol>;
}
