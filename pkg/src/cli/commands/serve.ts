/** `serve`: the page, and the gateway by which it reaches Octane. */

import { type Command, Option } from "commander";
import type { Passage } from "../../gateway/index.js";
import type { ServedGateway } from "../../gateway/serve.js";
import { act, type Result } from "../act.js";
import { builtPage } from "../built-page.js";
import { addConnectionOptions, type ConnectionFlags } from "../connection-flags.js";
import { usageFailure } from "../failure.js";
import { wholeNumber } from "../numbers.js";
import type { Cli } from "../program.js";
import { SANDBOX_ACCESS } from "../sandbox-access.js";
import { baseUrl } from "../server-options.js";
import { printable } from "../tables.js";
import { type ListenFlags, untilStopped } from "../until-stopped.js";

interface Flags extends ListenFlags, ConnectionFlags {
  octane?: string;
  sandbox?: boolean;
  origin?: string;
  page?: string;
  log?: boolean;
  json?: boolean;
}

const DESCRIPTION =
  "Serves the page on this machine, and hands its requests on to one Octane, which a browser cannot call by " +
  "itself. Only the documented requests pass. Ctrl-C ends it.";

/** Adds the command to the program. */
export function defineServe(root: Command, cli: Cli): void {
  const command = root
    .command("serve")
    .summary("serve the page, with a way to Octane")
    .description(DESCRIPTION)
    .option("--octane <url>", "base URL of the Octane, such as https://octane.example.com")
    .addOption(new Option("--sandbox", "an Octane of this process instead, to try").conflicts("octane"))
    .option("--port <n>", "port to listen on; a free one by default", wholeNumber(0, 65535))
    .option("--host <address>", "address to listen on; 127.0.0.1 by default")
    .option("--allow-remote", "allow an address that other machines can reach")
    .option("--origin <url>", "answer under this origin of the page, too: that of a TLS proxy in front")
    .option("--page <dir>", "folder of another build of the page")
    .option("--log", "tell of every request: method, path, status, time")
    .option("--json", "print the address as one JSON document");
  addConnectionOptions(command.optionsGroup("Way to Octane:")).action(async (flags: Flags) =>
    cli.finish(await act(cli, {}, () => serveCommand(flags, cli))),
  );
}

async function serveCommand(flags: Flags, cli: Cli): Promise<Result> {
  if (flags.octane === undefined && !flags.sandbox)
    throw usageFailure("serve needs --octane <url> or --sandbox");
  const octane = flags.octane === undefined ? undefined : baseUrl(flags.octane, "--octane");
  const pageDirectory = builtPage(flags.page);
  const [{ serveGateway }, { openUpstream }] = await Promise.all([
    import("../../gateway/serve.js"),
    import("../upstream.js"),
  ]);
  const origins = flags.origin === undefined ? {} : { origins: [pageOrigin(flags.origin)] };
  const upstream = await openUpstream(octane, flags, cli);
  const { port = 0, host = "127.0.0.1", allowRemote = false } = flags;
  try {
    const log = flags.log ? { onPassage: (passage: Passage) => cli.terminal.err.line(logLine(passage)) } : {};
    const options = { ...upstream.options, ...origins, ...log, pageDirectory, port, host, allowRemote };
    return await untilStopped(
      () => serveGateway(options),
      (gateway) => tell(gateway, flags, cli),
      cli.signal,
    );
  } finally {
    await upstream.close();
  }
}

function pageOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw usageFailure(`--origin takes an origin, not "${text}"`, 'such as "https://page.example.com"');
}

/** Neither query nor body nor cookie: what the gateway tells of a request holds no secret. */
function logLine({ method, path, status, milliseconds }: Passage): string {
  return printable(`${method} ${path} ${status} ${Math.round(milliseconds)} ms`);
}

function tell(gateway: ServedGateway, { json, sandbox, octane }: Flags, { terminal: { out } }: Cli): void {
  const { url, pageUrl, token } = gateway;
  const access = sandbox ? SANDBOX_ACCESS : {};
  if (json) out.line(JSON.stringify({ url, pageUrl, token, ...access }, null, 2));
  else
    out.line(
      octane === undefined ? sandboxWords(pageUrl) : `page: ${pageUrl}\noctane: ${octane}\nCtrl-C ends it`,
    );
}

function sandboxWords(pageUrl: string): string {
  const { sharedSpace, workspace, user, password } = SANDBOX_ACCESS;
  return [
    `page: ${pageUrl}`,
    "octane: a sandbox in this process, not an ALM Octane",
    `sign in as ${user}, password ${password}; shared space ${sharedSpace}, workspace ${workspace}`,
    "Ctrl-C ends it",
  ].join("\n");
}
