/**
 * The configuration file: flags by their names, as YAML or JSON, or as the properties of the vendor's collection tool. A flag on
 * the command line goes before the environment, and that before the file.
 */

import { existsSync, readFileSync } from "node:fs";
import type { Command, Option } from "commander";
import type { YamlPlace } from "../context-file/yaml.js";
import { type Environment, Variable } from "./environment.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, usageFailure } from "./failure.js";
import { unreadable } from "./files.js";

/** Looked for in the folder in which the program is called, in this order. */
const USUAL = ["octane-payload.config.yaml", "octane-payload.config.yml", "octane-payload.config.json"];

/** What a file says. */
interface Configuration {
  values: Readonly<Record<string, unknown>>;
  places: Readonly<Record<string, YamlPlace>>;
}

/** The file that counts for a command; undefined where there is none. */
export function configFileOf(command: Command): string | undefined {
  const { configFile } = command.opts<{ configFile?: string }>();
  return configFile ?? USUAL.find((name) => existsSync(name));
}

/** Gives a command the values of the file, where neither the command line nor the environment says otherwise. */
export async function applyConfig(
  file: string,
  command: Command,
  { env, isKnown }: { env: Environment; isKnown: (name: string) => Promise<boolean> },
): Promise<void> {
  const refusal = unreadable(file);
  if (refusal !== undefined) throw usageFailure(refusal.message, "--config-file names it");
  const { values, places } = file.endsWith(".properties") ? readProperties(file) : await readConfig(file);
  for (const [key, value] of Object.entries(values)) {
    const name = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const place = `${file}:${places[`/${key}`]?.line ?? 1}`;
    if (SECRETS.has(name)) throw secretFailure(place, key);
    const option = command.options.find((each) => each.attributeName() === name);
    if (option !== undefined) applyValue(option, value, { command, env, place });
    else if (!(await isKnown(name)))
      throw usageFailure(
        `${place}: "${key}" is no option`,
        "its names are those of the flags, without dashes",
      );
  }
}

/** They are in no file that is passed around with a project. */
const SECRETS = new Set([
  "clientSecret",
  "password",
  "accessToken",
  "subjectToken",
  "proxyPassword",
  "keyPassword",
]);

function secretFailure(place: string, key: string): CommandFailure {
  const help =
    "it belongs in the environment, or in a file that --client-secret-file or --password-file names";
  return usageFailure(`${place}: "${key}" is a secret`, help);
}

/** Variables that go before the file. */
const VARIABLES: Readonly<Record<string, string>> = {
  server: Variable.server,
  sharedSpace: Variable.sharedSpace,
  workspace: Variable.workspace,
  clientId: Variable.clientId,
  user: Variable.user,
  proxyUser: Variable.proxyUser,
};

/** Flags of which one says what the others do. */
const RELEASES = ["release", "releaseName", "releaseDefault"];

function applyValue(
  option: Option,
  value: unknown,
  { command, env, place }: { command: Command; env: Environment; place: string },
): void {
  const name = option.attributeName();
  const rivals = RELEASES.includes(name) ? RELEASES : [name];
  if (rivals.some((rival) => command.getOptionValueSource(rival) === "cli")) return;
  if (env[VARIABLES[name] ?? ""]) return;
  command.setOptionValueWithSource(name, parsed(option, value, place), "config");
}

function parsed(option: Option, value: unknown, place: string): unknown {
  if (option.isBoolean()) {
    if (typeof value === "boolean") return value;
    throw usageFailure(`${place}: ${option.long} is true or false`);
  }
  const texts = (Array.isArray(value) ? value : [value]).map((each) => textOf(each, option, place));
  try {
    return texts.reduce<unknown>((before, text) => option.parseArg?.(text, before) ?? text, undefined);
  } catch (error) {
    throw usageFailure(`${place}: ${option.long}: ${(error as Error).message}`);
  }
}

function textOf(value: unknown, { long }: Option, place: string): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw usageFailure(`${place}: ${long} takes a text, a number, or a list of these`);
}

async function readConfig(file: string): Promise<Configuration> {
  const { readYaml, YamlFault } = await import("../context-file/yaml.js");
  try {
    const { content, places } = readYaml(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    const values: unknown = JSON.parse(content) ?? {};
    if (typeof values !== "object" || Array.isArray(values))
      throw usageFailure(`${file}:1: it holds no options`);
    return { values: values as Record<string, unknown>, places };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { line, column } = error.place;
    throw new CommandFailure(
      ExitCode.usage,
      [finding("usage", `${file}:${line}:${column}: ${error.message}`)],
      {
        cause: error,
      },
    );
  }
}

/** The names of the vendor's tool that are not those of its flags. */
const VENDOR: Readonly<Record<string, string>> = {
  sharedspace: "sharedSpace",
  proxyhost: "proxyHost",
  proxyport: "proxyPort",
  proxyuser: "proxyUser",
};

function readProperties(file: string): Configuration {
  const lines = readFileSync(file, "utf8").split(/\r?\n/);
  const values: Record<string, string> = {};
  const places: Record<string, YamlPlace> = {};
  for (const [index, line] of lines.entries()) {
    const [, key = "", value = ""] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*)$/.exec(line) ?? [];
    if (key === "" || value === "") continue;
    const name = VENDOR[key] ?? key;
    values[name] = value.trim();
    places[`/${name}`] = { line: index + 1, column: 1, offset: 0 };
  }
  return { values, places };
}
