/** The way to the server, as flags and environment say it; what is unsafe about it is said aloud. */

import { readFileSync } from "node:fs";
import {
  type Connection,
  type ConnectionOptions,
  ConnectionOptionsError,
  connect,
} from "../connection/index.js";
import type { ConnectionFlags } from "./connection-flags.js";
import { type Environment, Variable } from "./environment.js";
import { usageFailure } from "./failure.js";
import { printable } from "./tables.js";
import type { Writer } from "./terminal.js";

/** Opens the way to the server. What is not understood is a usage failure. */
export function openConnection(flags: ConnectionFlags, env: Environment, warnings: Writer): Connection {
  for (const warning of warningsOf(flags)) warnings.line(`warning: ${printable(warning)}`);
  try {
    return connect(optionsOf(flags, env));
  } catch (error) {
    if (error instanceof ConnectionOptionsError) throw usageFailure(wordsOf(error, flags), error.expected);
    throw error;
  }
}

function optionsOf(flags: ConnectionFlags, env: Environment): ConnectionOptions {
  const user = env[Variable.proxyUser];
  const password = env[Variable.proxyPassword] ?? "";
  return {
    env,
    proxy: flags.proxy ?? proxyUrl(flags),
    proxyCredentials: user ? { user, password } : undefined,
    ca: contentOf("ca", flags),
    cert: contentOf("cert", flags),
    key: contentOf("key", flags),
    keyPassword: env[Variable.keyPassword] || undefined,
    insecure: flags.insecure,
  };
}

function proxyUrl({ proxyHost, proxyPort = 8080 }: ConnectionFlags): string | undefined {
  return proxyHost === undefined ? undefined : `http://${proxyHost}:${proxyPort}`;
}

function contentOf(name: "ca" | "cert" | "key", flags: ConnectionFlags): Uint8Array | undefined {
  const file = flags[name];
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw usageFailure(
      `--${name} "${file}" cannot be read`,
      code === "ENOENT" ? "there is no such file" : code,
    );
  }
}

/** A file's name is no secret, a proxy's address may hold one. */
function wordsOf({ option, message }: ConnectionOptionsError, flags: ConnectionFlags): string {
  if (!["proxy", "ca", "cert", "key"].includes(option)) return message;
  const file = option === "proxy" ? undefined : flags[option as "ca" | "cert" | "key"];
  const fault = message.slice(option.length);
  return file === undefined ? `--${option}${fault}` : `--${option} "${file}"${fault}`;
}

function warningsOf({ proxy = "", insecure = false }: ConnectionFlags): string[] {
  const hasPassword = URL.canParse(proxy) && new URL(proxy).password !== "";
  return [
    ...(insecure
      ? [
          "--insecure: the server's certificate is not verified; whoever stands on the way can read the credentials and " +
            "change the results; --ca FILE trusts an authority of your own instead",
        ]
      : []),
    ...(hasPassword
      ? [
          `--proxy holds a password, which lists of processes and histories show; ${Variable.proxyUser} and ` +
            `${Variable.proxyPassword} keep it out of them`,
        ]
      : []),
  ];
}
