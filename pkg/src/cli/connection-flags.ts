/** The flags that say how a server is reached. Apart from what obeys them: help and versions load no network. */

import { type Command, Option } from "commander";
import { wholeNumber } from "./numbers.js";

/** The flags as commander gives them. */
export interface ConnectionFlags {
  proxy?: string;
  ca?: string;
  cert?: string;
  key?: string;
  insecure?: boolean;
  /** The proxy in the words of the vendor's tool. */
  proxyHost?: string;
  proxyPort?: number;
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

/** Adds the flags to a command whose help leaves them to a topic, to stay on one screen. */
export function addHiddenConnectionOptions(command: Command): Command {
  for (const [flag, words] of FLAGS) command.addOption(new Option(flag, words).hideHelp());
  for (const flag of ["--proxy-user <name>", "--proxy-password <password>", "--proxy-password-file <file>"])
    command.addOption(new Option(flag).hideHelp());
  const port = new Option("--proxy-port <n>").argParser(wholeNumber(1, 65535));
  return command
    .addOption(new Option("--proxy-host <name>").conflicts("proxy").hideHelp())
    .addOption(port.hideHelp());
}
