/** Which Octane the payloads go to: options first, then the environment, as the command line reads it. */

import { readFileSync } from "node:fs";
import type { Connection } from "../connection/index.js";
import { type Environment, readCredentials, Variable } from "../environment.js";
import { OctaneClient, OctaneError } from "../index.js";
import type { SubmitTarget } from "./options.js";

/** A client and the connection under it. */
export interface OpenedTarget {
  client: OctaneClient;
  connection: Connection;
}

/**
 * Opens the way to the server. Nothing is asked yet.
 *
 * @throws OctaneError `usage` for what is missing, ConnectionOptionsError for what cannot be used.
 */
export async function openTarget(target: SubmitTarget, env: Environment): Promise<OpenedTarget> {
  const { signIn, requestsPerSecond, gzip } = target;
  const place = {
    server: wanted("server", target.server, Variable.server, env),
    sharedSpace: wanted("sharedSpace", target.sharedSpace, Variable.sharedSpace, env),
    workspace: wanted("workspace", target.workspace, Variable.workspace, env),
  };
  const ways = {
    ...(signIn && { signIn }),
    ...(requestsPerSecond && { requestsPerSecond }),
    ...(gzip && { gzip }),
  };
  const credentials = readCredentials(env);
  const connection = await openConnection(target, env);
  try {
    const client = new OctaneClient({ ...place, credentials, ...ways, fetch: connection.fetch });
    return { client, connection };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openConnection(target: SubmitTarget, env: Environment): Promise<Connection> {
  const { connect } = await import("../connection/index.js");
  const user = env[Variable.proxyUser];
  return connect({
    env,
    proxy: target.proxy,
    proxyCredentials: user ? { user, password: env[Variable.proxyPassword] ?? "" } : undefined,
    ca: contentOf(target.ca),
    cert: contentOf(target.cert),
    key: contentOf(target.key),
    keyPassword: env[Variable.keyPassword] || undefined,
  });
}

function contentOf(path: string | undefined): Uint8Array | undefined {
  return path === undefined ? undefined : readFileSync(path);
}

function wanted<Value extends string | number>(
  name: string,
  value: Value | undefined,
  variable: string,
  env: Environment,
): Value | string {
  const given = value ?? env[variable];
  if (given) return given;
  const message = `nothing says where to submit: "submit.${name}" is missing`;
  const help = `give the option, or set ${variable}`;
  throw new OctaneError("usage", [{ severity: "error", code: "usage", message, path: "", help }]);
}
