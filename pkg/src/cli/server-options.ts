/** The options that say which Octane, and how it is reached: shared by every command that asks a server. */

import { type Command, Option } from "commander";
import { addHiddenConnectionOptions, type ConnectionFlags } from "./connection-flags.js";
import { type Environment, Variable } from "./environment.js";
import { usageFailure } from "./failure.js";
import { seconds } from "./numbers.js";
import { addSignInOption, type SignInFlags } from "./sign-in-flags.js";

/** The options as commander gives them. */
export interface ServerFlags extends ConnectionFlags, SignInFlags {
  server?: string;
  sharedSpace?: string;
  workspace?: string;
  /** Milliseconds for one answer. */
  requestTimeout?: number;
}

/** Which workspace of which Octane. */
export interface ServerPlace {
  /** Base URL, without a slash at its end. */
  server: string;
  sharedSpace: number;
  workspace: number;
}

/** Adds the options to a command. */
export function addServerOptions(command: Command): Command {
  const options = addSignInOption(command)
    .optionsGroup("Server:")
    .option("-s, --server <url>", "base URL, such as https://octane.example.com")
    .option("-d, --shared-space <n>", "id of the shared space")
    .option("-w, --workspace <n>", "id of the workspace")
    .addOption(new Option("--request-timeout <seconds>").argParser(seconds).hideHelp());
  return addHiddenConnectionOptions(options);
}

/** Whether flags and environment say which workspace, and who signs in. */
export function isServerKnown(flags: ServerFlags, env: Environment): boolean {
  const place = [flags.server ?? env[Variable.server], flags.sharedSpace ?? env[Variable.sharedSpace]];
  const whom = [Variable.clientId, Variable.user, Variable.accessToken].some((name) => env[name]);
  const isNamed = flags.clientId !== undefined || flags.user !== undefined || flags.accessToken !== undefined;
  return place.every(Boolean) && Boolean(flags.workspace ?? env[Variable.workspace]) && (whom || isNamed);
}

/** The place by flag, else by environment; what is missing or not understood is a usage failure. */
export function readServerPlace(flags: ServerFlags, env: Environment): ServerPlace {
  return {
    server: baseUrl(wanted(flags.server, "--server", Variable.server, env), "--server"),
    sharedSpace: workspaceId(flags.sharedSpace, "--shared-space", Variable.sharedSpace, env),
    workspace: workspaceId(flags.workspace, "--workspace", Variable.workspace, env),
  };
}

function wanted(flag: string | undefined, name: string, variable: string, env: Environment): string {
  const value = flag ?? env[variable];
  if (value) return value;
  throw usageFailure(`${name} is missing`, `give it, or set ${variable}`);
}

function workspaceId(flag: string | undefined, name: string, variable: string, env: Environment): number {
  const text = wanted(flag, name, variable, env);
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw usageFailure(`${name} takes a whole number from 1, not "${text}"`);
}

/** A base URL, without a slash at its end. It is not repeated where it may hold a password. */
export function baseUrl(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw usageFailure(`${name} is not an http or https URL`, 'such as "https://octane.example.com"');
  }
  if (url.username !== "" || url.password !== "") {
    throw usageFailure(`${name} holds a user or a password`, "they belong in the environment");
  }
  if (url.search !== "" || url.hash !== "" || /\/ui\/?$/.test(url.pathname)) {
    throw usageFailure(
      `${name} takes Octane's base URL, not the address of a page: "${text}"`,
      `such as "${url.origin}"; p=1001/1002 in the address names shared space 1001, workspace 1002`,
    );
  }
  return url.href.replace(/\/+$/, "");
}
