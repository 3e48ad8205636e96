/** What the environment says of the server, and the secrets, which stand nowhere else: a process list would show them. */

import { OctaneError } from "./octane-error.js";

/** The names of the variables, as scripts know them. */
export const Variable = {
  server: "OCTANE_SERVER",
  sharedSpace: "OCTANE_SHARED_SPACE",
  workspace: "OCTANE_WORKSPACE",
  clientId: "OCTANE_CLIENT_ID",
  clientSecret: "OCTANE_CLIENT_SECRET",
  user: "OCTANE_USER",
  password: "OCTANE_PASSWORD",
  accessToken: "OCTANE_ACCESS_TOKEN",
  subjectToken: "OCTANE_SUBJECT_TOKEN",
  proxyUser: "OCTANE_PROXY_USER",
  proxyPassword: "OCTANE_PROXY_PASSWORD",
  keyPassword: "OCTANE_KEY_PASSWORD",
  debug: "OCTANE_DEBUG",
} as const;

/** How to sign in: an API key, with a token to exchange or without, a user, or an access token. */
export type Credentials =
  | { clientId: string; clientSecret: string; subjectToken?: string }
  | { user: string; password: string }
  | { accessToken: string };

/** The environment of a process. An empty variable counts as none. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The credentials of the environment: the API key before the user, the user before the token.
 *
 * @throws OctaneError `usage`
 */
export function readCredentials(env: Environment): Credentials {
  const apiKey = pair(env, Variable.clientId, Variable.clientSecret);
  const subjectToken = env[Variable.subjectToken];
  if (apiKey) {
    return { clientId: apiKey[0], clientSecret: apiKey[1], ...(subjectToken ? { subjectToken } : {}) };
  }
  const user = pair(env, Variable.user, Variable.password);
  if (user) return { user: user[0], password: user[1] };
  const accessToken = env[Variable.accessToken];
  if (accessToken) return { accessToken };
  throw usage(
    "no credentials in the environment",
    `set ${Variable.clientId} and ${Variable.clientSecret}, ${Variable.user} and ${Variable.password}, or ${Variable.accessToken}`,
  );
}

/** Two variables that only mean something together. */
function pair(env: Environment, first: string, second: string): [string, string] | undefined {
  const [one, two] = [env[first], env[second]];
  if (one && two) return [one, two];
  if (!one && !two) return undefined;
  const [set, missing] = one ? [first, second] : [second, first];
  throw usage(`${missing} is not set`, `${set} is set, and the two go together`);
}

function usage(message: string, help: string): OctaneError {
  return new OctaneError("usage", [{ severity: "error", code: "usage", message, path: "", help }]);
}
