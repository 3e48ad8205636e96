/** `init` at work: links become a context file that is checked before it is written. */

import { existsSync } from "node:fs";
import type { ContextFile } from "../context.js";
import { isOctaneError } from "../octane-error.js";
import type { Context } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { type ContextFlags, contextOf } from "./context-flags.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, usageFailure } from "./failure.js";
import { writeWhole } from "./files.js";
import { isServerKnown, type ServerFlags } from "./server-options.js";
import { printable } from "./tables.js";
import type { TrafficFlags } from "./traffic-flags.js";

/** The flags of `init`. */
export interface InitFlags extends ServerFlags, TrafficFlags {
  /** Those of the command line. */
  links?: ContextFlags;
  force?: boolean;
}

const USUAL = "octane-context.yaml";

/** Writes the file, or says why not. */
export async function initiate(
  file: string = USUAL,
  flags: InitFlags,
  surroundings: Surroundings,
): Promise<Result> {
  const { terminal } = surroundings;
  const isAsking = terminal.err.isScreen === true && process.stdin.isTTY === true;
  const given = contextOf(flags.links ?? {});
  const isGiven = Object.keys(given).length > 0;
  if (!isGiven && !isAsking)
    throw usageFailure(
      "there is no link to write",
      'give some by flag ("octane-payload help links"), or call it in a terminal',
    );
  await mayWrite(file, flags, isAsking);
  const context = isGiven ? given : await askedContext(flags, surroundings);
  const text = file.endsWith(".json") ? jsonOf(context) : await yamlOf(context);
  await requireGood({ name: file, content: JSON.stringify(fileForm(context)) });
  writeWhole(file, text);
  return {
    exitCode: ExitCode.done,
    document: { file },
    diagnostics: [],
    show: ({ out }) => out.line(`${file} written; use it with --context ${file}`),
  };
}

/** From a server that is known things are chosen by their names; without one, their ids are typed. */
async function askedContext(flags: InitFlags, surroundings: Surroundings): Promise<Context> {
  const { terminal, env } = surroundings;
  if (!isServerKnown(flags, env)) return (await import("./init-typing.js")).typedContext();
  const [{ inSession }, { chosenContext }] = await Promise.all([
    import("./session.js"),
    import("./init-choosing.js"),
  ]);
  let isSignedIn = false;
  try {
    return await inSession(flags, surroundings, (client) => {
      isSignedIn = true;
      return chosenContext(client, surroundings);
    });
  } catch (error) {
    if (isSignedIn || !isOctaneError(error)) throw error;
    terminal.err.line(`warning: ${printable(error.message)}; ids are typed instead`);
    return (await import("./init-typing.js")).typedContext();
  }
}

async function mayWrite(file: string, { force }: InitFlags, isAsking: boolean): Promise<void> {
  if (force || !existsSync(file)) return;
  if (!isAsking) throw usageFailure(`"${file}" exists`, "--force overwrites it");
  const { askWhether } = await import("./prompts.js");
  if (!(await askWhether(`${file} exists. Overwrite it?`)))
    throw usageFailure(`"${file}" exists, and stays as it is`);
}

/** A faulty file is never written; what the flags accept, the check accepts. */
async function requireGood(file: ContextFile): Promise<void> {
  const { checkContext } = await import("../index.js");
  const faults = await checkContext(file);
  if (faults.length > 0) throw new CommandFailure(ExitCode.usage, faults);
}

const SCHEMA = "https://unpkg.com/octane-payload/schema/context.schema.json";

function jsonOf(context: Context): string {
  return `${JSON.stringify({ $schema: SCHEMA, ...fileForm(context) }, null, 2)}\n`;
}

async function yamlOf(context: Context): Promise<string> {
  const { stringify } = await import("yaml");
  const head = `# yaml-language-server: $schema=${SCHEMA}\n# What tests are linked to in ALM Octane.\n`;
  const rules = [
    "# Rules link some tests; the later ones go before the earlier ones:",
    "# rules:",
    "#   - name: payments",
    '#     when: { package: "com.example.pay*" }',
    "#     set: { productAreas: [1001] }",
  ];
  return `${head}${stringify(fileForm(context))}\n${rules.join("\n")}\n`;
}

/** As context files have it: ids are numbers where they fit one. */
function fileForm(context: Context): object {
  const text = JSON.stringify(context, (key, value: unknown) => (IDS.has(key) ? numbersOf(value) : value));
  return JSON.parse(text) as object;
}

const IDS = new Set(["id", "milestone", "program", "productAreas", "backlogItems"]);

function numbersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersOf);
  return typeof value === "string" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
