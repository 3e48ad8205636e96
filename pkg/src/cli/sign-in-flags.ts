/** `--auth`: how the credentials of the environment are proved. */

import { type Command, Option } from "commander";
import type { OctaneClientOptions } from "../index.js";

/** The ways: a session of cookies or HTTP Basic for users and API keys, a cookie or a header for tokens. */
const WAYS = ["session", "basic", "cookie", "bearer"] as const;

/** The flag as commander gives it. */
export interface SignInFlags {
  auth?: (typeof WAYS)[number];
}

/** Adds the flag to a command. */
export function addSignInOption(command: Command): Command {
  return command.addOption(new Option("--auth <way>").choices(WAYS).hideHelp());
}

/** The client's options that it comes to. */
export function signInOf({ auth }: SignInFlags): Pick<OctaneClientOptions, "signIn" | "tokenTransport"> {
  if (auth === "session" || auth === "basic") return { signIn: auth };
  return auth === undefined ? {} : { tokenTransport: auth };
}
