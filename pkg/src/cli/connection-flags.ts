/** The flags that say how a server is reached. Apart from what obeys them: help and versions load no network. */

import { type Command, Option } from "commander";

/** The flags as commander gives them. */
export interface ConnectionFlags {
  proxy?: string;
  ca?: string;
  cert?: string;
  key?: string;
  insecure?: boolean;
}

const FLAGS: readonly [string, string][] = [
  ["--proxy <url>", "proxy on the way, over HTTP_PROXY and HTTPS_PROXY"],
  ["--ca <file>", "trust this certificate authority, too"],
  ["--cert <file>", "client certificate, with --key"],
  ["--key <file>", "private key of --cert"],
  ["--insecure", "take any certificate"],
];

/** Adds the flags to a command, each with a line of its help. */
export function addConnectionOptions(command: Command): Command {
  for (const [flag, words] of FLAGS) command.option(flag, words);
  return command;
}

/** Adds the flags to a command whose help names them in {@link CONNECTION_HELP}, to stay on one screen. */
export function addHiddenConnectionOptions(command: Command): Command {
  for (const [flag, words] of FLAGS) command.addOption(new Option(flag, words).hideHelp());
  return command;
}

/** The flags in two lines, with the variables that go with them. */
export const CONNECTION_HELP = `
  --proxy <url>  HTTP(S)_PROXY NO_PROXY OCTANE_PROXY_USER OCTANE_PROXY_PASSWORD
  --ca <file>  --cert <file>  --key <file>  OCTANE_KEY_PASSWORD  --insecure  TLS`;
