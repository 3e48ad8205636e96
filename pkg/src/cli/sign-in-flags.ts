/** Who signs in, and how the credentials are proved. */

import { type Command, Option } from "commander";
import type { OctaneClientOptions } from "../index.js";
import type { SecretFlags } from "./secrets.js";

/** The ways: a session of cookies or HTTP Basic for users and API keys, a cookie or a header for tokens. */
const WAYS = ["session", "basic", "cookie", "bearer"] as const;

/** The flag as commander gives it. */
export interface SignInFlags extends SecretFlags {
  auth?: (typeof WAYS)[number];
}

/** Adds the flag to a command. */
export function addSignInOption(command: Command): Command {
  const flags = [
    "--client-id <id>",
    "--client-secret-file <file>",
    "-u, --user <name>",
    "-p, --password [password]",
    "--password-file <file>",
    "--access-token <token>",
  ];
  for (const flag of flags) command.addOption(new Option(flag).hideHelp());
  return command.addOption(new Option("--auth <way>").choices(WAYS).hideHelp());
}

/** The client's options that it comes to. */
export function signInOf({ auth }: SignInFlags): Pick<OctaneClientOptions, "signIn" | "tokenTransport"> {
  if (auth === "session" || auth === "basic") return { signIn: auth };
  return auth === undefined ? {} : { tokenTransport: auth };
}
