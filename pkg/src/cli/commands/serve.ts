/** `serve`: the page, and the gateway by which it reaches Octane. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, Option } from "commander";
import { act, type Result } from "../act.js";
import { usageFailure } from "../failure.js";
import { wholeNumber } from "../numbers.js";
import type { Cli } from "../program.js";
import { SANDBOX_ACCESS } from "../sandbox-access.js";
import { baseUrl } from "../server-options.js";
import { type ListenFlags, untilStopped } from "../until-stopped.js";
import { openUpstream } from "../upstream.js";

interface Flags extends ListenFlags {
  octane?: string;
  sandbox?: boolean;
  proxy?: string;
  page?: string;
  json?: boolean;
}

const DESCRIPTION =
  "Serves the page on this machine, and hands its requests on to one Octane, which a browser cannot call by " +
  "itself. Only the documented requests pass. Ctrl-C ends it.";

/** Where the build puts the page, seen from here. */
const PAGE = fileURLToPath(new URL("../../../page/", import.meta.url));

/** Adds the command to the program. */
export function defineServe(root: Command, cli: Cli): void {
  root
    .command("serve")
    .summary("serve the page, with a way to Octane")
    .description(DESCRIPTION)
    .option("--octane <url>", "base URL of the Octane, such as https://octane.example.com")
    .addOption(new Option("--sandbox", "an Octane of this process instead, to try").conflicts("octane"))
    .option("--port <n>", "port to listen on; a free one by default", wholeNumber(0, 65535))
    .option("--host <address>", "address to listen on; 127.0.0.1 by default")
    .option("--allow-remote", "allow an address that other machines can reach")
    .option("--proxy <url>", "proxy on the way to Octane, over HTTP_PROXY")
    .option("--page <dir>", "folder of another build of the page")
    .option("--json", "print the address as one JSON document")
    .action(async (flags: Flags) => cli.finish(await act(cli, {}, () => serveCommand(flags, cli))));
}

async function serveCommand(flags: Flags, cli: Cli): Promise<Result> {
  if (flags.octane === undefined && !flags.sandbox)
    throw usageFailure("serve needs --octane <url> or --sandbox");
  const octane = flags.octane === undefined ? undefined : baseUrl(flags.octane, "--octane");
  const pageDirectory = builtPage(flags.page);
  const { serveGateway } = await import("../../gateway/serve.js");
  const upstream = await openUpstream(octane, flags, cli.env);
  const { port = 0, host = "127.0.0.1", allowRemote = false } = flags;
  try {
    const options = { ...upstream.options, pageDirectory, port, host, allowRemote };
    return await untilStopped(
      () => serveGateway(options),
      ({ url }) => tell(url, flags, cli),
      cli.signal,
    );
  } finally {
    await upstream.close();
  }
}

function builtPage(folder: string | undefined): string {
  const page = folder ?? PAGE;
  if (existsSync(join(page, "index.html"))) return page;
  if (folder === undefined)
    throw usageFailure("the page is not built", '"npm run build" in the repository builds it');
  throw usageFailure(`--page "${folder}" holds no index.html`);
}

function tell(url: string, { json, sandbox, octane }: Flags, { terminal: { out } }: Cli): void {
  const access = sandbox ? SANDBOX_ACCESS : {};
  if (json) out.line(JSON.stringify({ url, ...access }, null, 2));
  else out.line(octane === undefined ? sandboxWords(url) : `page: ${url}\noctane: ${octane}\nCtrl-C ends it`);
}

function sandboxWords(url: string): string {
  const { sharedSpace, workspace, user, password } = SANDBOX_ACCESS;
  return [
    `page: ${url}`,
    "octane: a sandbox in this process, not an ALM Octane",
    `sign in as ${user}, password ${password}; shared space ${sharedSpace}, workspace ${workspace}`,
    "Ctrl-C ends it",
  ].join("\n");
}
