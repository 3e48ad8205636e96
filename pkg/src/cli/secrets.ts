/**
 * Secrets, from where they may come: the environment, a file, a hidden prompt. A flag works too, because scripts of the vendor's
 * tool have it, and is warned of.
 */

import { readFileSync } from "node:fs";
import { type Environment, Variable } from "./environment.js";
import { usageFailure } from "./failure.js";
import { unreadable } from "./files.js";
import type { Writer } from "./terminal.js";

/** The flags as commander gives them. */
export interface SecretFlags {
  clientId?: string;
  clientSecretFile?: string;
  user?: string;
  password?: string | true;
  passwordFile?: string;
  accessToken?: string;
  proxyUser?: string;
  proxyPassword?: string;
  proxyPasswordFile?: string;
}

/** The environment with what the flags say in the place of what it says, and with the secret that a user types. */
export async function withSecrets(
  flags: SecretFlags,
  env: Environment,
  warnings: Writer,
): Promise<Environment> {
  for (const name of ["password", "accessToken", "proxyPassword"] as const)
    if (typeof flags[name] === "string") warnings.line(`warning: ${seen(name)}`);
  const merged = { ...others(flags, env), ...variablesOf(flags, env) };
  return { ...merged, ...(await asked(flags, merged, warnings)) };
}

function seen(name: "password" | "accessToken" | "proxyPassword"): string {
  const [flag, instead] = {
    password: ["--password", `${Variable.password} or --password-file`],
    accessToken: ["--access-token", Variable.accessToken],
    proxyPassword: ["--proxy-password", `${Variable.proxyPassword} or --proxy-password-file`],
  }[name];
  return `${flag} holds a secret, which lists of processes and histories show; ${instead} keeps it out of them`;
}

/** The environment without the ways to sign in that the flags' own goes before. */
function others(flags: SecretFlags, env: Environment): Environment {
  const drop = (...names: string[]) =>
    Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
  if (flags.user !== undefined) return drop(Variable.clientId, Variable.clientSecret, Variable.subjectToken);
  if (flags.clientId !== undefined) return drop(Variable.user, Variable.password);
  return env;
}

function variablesOf(flags: SecretFlags, env: Environment): Environment {
  const password =
    typeof flags.password === "string" ? flags.password : fileOf("--password-file", flags.passwordFile);
  const isKey = (flags.clientId ?? env[Variable.clientId]) !== undefined && flags.user === undefined;
  const found = {
    [Variable.clientId]: flags.clientId,
    [Variable.clientSecret]: fileOf("--client-secret-file", flags.clientSecretFile),
    [Variable.user]: flags.user,
    [Variable.password]: password,
    // The vendor's tool takes the token of an identity provider, which an API key exchanges.
    [isKey ? Variable.subjectToken : Variable.accessToken]: flags.accessToken,
    [Variable.proxyUser]: flags.proxyUser,
    [Variable.proxyPassword]: flags.proxyPassword ?? fileOf("--proxy-password-file", flags.proxyPasswordFile),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function fileOf(flag: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const refusal = unreadable(path);
  if (refusal !== undefined) throw usageFailure(`${flag}: ${refusal.message}`);
  const secret = readFileSync(path, "utf8").replace(/^\uFEFF|\r?\n$/g, "");
  if (secret === "" || secret.includes("\n"))
    throw usageFailure(`${flag}: "${path}" holds no secret in one line`);
  return secret;
}

/** Asks for the one secret that is missing, where somebody sits at a terminal. */
async function asked(
  { password }: SecretFlags,
  env: Environment,
  { isScreen }: Writer,
): Promise<Environment> {
  const isKey = env[Variable.clientId] && !env[Variable.clientSecret];
  const isUser = env[Variable.user] && !env[Variable.password];
  if (!(isKey || isUser) || !isScreen || !process.stdin.isTTY) {
    if (password === true)
      throw usageFailure("--password needs a terminal to ask for it", `or ${Variable.password}`);
    return {};
  }
  const { askSecret } = await import("./prompts.js");
  const name = isKey ? Variable.clientSecret : Variable.password;
  return { [name]: await askSecret(isKey ? "Client secret" : `Password of ${env[Variable.user]}`) };
}
