/** `init` at work: links become a context file that is checked before it is written. */

import { existsSync } from "node:fs";
import type { ContextFile } from "../context.js";
import type { Context, Taxonomy } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { type ContextFlags, contextOf } from "./context-flags.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, usageFailure } from "./failure.js";
import { writeWhole } from "./files.js";

/** The flags of `init`. */
export interface InitFlags extends ContextFlags {
  force?: boolean;
}

const USUAL = "octane-context.yaml";

/** Writes the file, or says why not. */
export async function initiate(
  file: string = USUAL,
  flags: InitFlags,
  { terminal }: Surroundings,
): Promise<Result> {
  const isAsking = terminal.err.isScreen === true && process.stdin.isTTY === true;
  const given = contextOf(flags);
  const isGiven = Object.keys(given).length > 0;
  if (!isGiven && !isAsking)
    throw usageFailure(
      "there is no link to write",
      'give some by flag ("octane-payload help links"), or call it in a terminal',
    );
  await mayWrite(file, flags, isAsking);
  const context = isGiven ? given : await askContext();
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

/** The questions, each with an empty answer for "none". */
async function askContext(): Promise<Context> {
  const { askChoice, askText } = await import("./prompts.js");
  const kind = await askChoice("To which release do the runs belong?", [
    { value: "none", label: "none, or what the reports say" },
    { value: "default", label: "the workspace's default release" },
    { value: "id", label: "one by its id" },
    { value: "name", label: "one by its name" },
  ]);
  const release = await releaseOf(kind, askText);
  const milestone = await askText("Milestone, by its id", idFault, "none");
  const areas = await askText("Application modules, by their ids", idsFault, "1401, 1402");
  const items = await askText("Backlog items, by their ids", idsFault, "none");
  const environment = await askText("Environment", pairsFault, "Browser:Chrome, OS:Linux");
  return {
    ...(release !== undefined && { release }),
    ...(milestone !== undefined && { milestone }),
    ...(areas !== undefined && { productAreas: listOf(areas) }),
    ...(items !== undefined && { backlogItems: listOf(items) }),
    ...(environment !== undefined && { environment: pairsOf(environment) }),
  };
}

type AskText = (message: string, check: (text: string) => string | undefined) => Promise<string | undefined>;

async function releaseOf(
  kind: "none" | "default" | "id" | "name",
  ask: AskText,
): Promise<Context["release"]> {
  if (kind === "none") return undefined;
  if (kind === "default") return { name: "_default_" };
  const answer = await ask(
    kind === "id" ? "Id of the release" : "Name of the release",
    kind === "id" ? idFault : nameFault,
  );
  if (answer === undefined) return undefined;
  return kind === "id" ? { id: answer } : { name: answer };
}

function idFault(text: string): string | undefined {
  return /^\d{1,18}$/.test(text) ? undefined : "It takes an id: a whole number.";
}

function nameFault(text: string): string | undefined {
  return text.length <= 255 ? undefined : "It takes at most 255 characters.";
}

function idsFault(text: string): string | undefined {
  return listOf(text).every((id) => idFault(id) === undefined)
    ? undefined
    : "It takes ids, with commas between them.";
}

function pairsFault(text: string): string | undefined {
  const isGood = listOf(text).every((pair) => /^[^:]+:.+$/.test(pair));
  return isGood ? undefined : 'It takes TYPE:VALUE, such as "Browser:Chrome", with commas between them.';
}

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function pairsOf(text: string): Taxonomy[] {
  return listOf(text).map((pair) => ({
    type: pair.slice(0, pair.indexOf(":")),
    value: pair.slice(pair.indexOf(":") + 1),
  }));
}
