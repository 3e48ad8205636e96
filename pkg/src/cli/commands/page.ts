/** `page`: the page as files, for hosts other than `serve`. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { type Command, Option } from "commander";
import type { Placing } from "../../hosting/placing.js";
import { act, type Result } from "../act.js";
import { builtPage } from "../built-page.js";
import { ExitCode } from "../exit-codes.js";
import { usageFailure } from "../failure.js";
import type { Cli } from "../program.js";

interface Flags {
  out?: string;
  externalAction?: string;
  server?: string;
  relay?: string;
  sharedSpace?: string;
  workspace?: string;
  page?: string;
  json?: boolean;
}

const DESCRIPTION =
  "Writes the page as files, for a host of your own (docs/proxies.md has nginx and Caddy), or as an external action that " +
  "is uploaded into Octane.";

/** Adds the command to the program. */
export function definePage(root: Command, cli: Cli): void {
  root
    .command("page")
    .summary("write the page for a host of your own")
    .description(DESCRIPTION)
    .option("-o, --out <dir>", "folder to write it to; it must be empty or new")
    .addOption(
      new Option(
        "--external-action <file>",
        "write a bundle (.zip) for Octane, and beside it its definition",
      ).conflicts(["out", "relay", "server"]),
    )
    .option("-s, --server <url>", "path of the gateway, or Octane's address behind a relay")
    .option("--relay <url>", "relay of the page, with {url} in the place of Octane's address")
    .option("-d, --shared-space <n>", "shared space that the form offers")
    .option("-w, --workspace <n>", "workspace that the form offers")
    .option("--page <dir>", "folder of another build of the page")
    .option("--json", "print one JSON document")
    .action(async (flags: Flags) => cli.finish(await act(cli, flags, () => pageCommand(flags))));
}

async function pageCommand(flags: Flags): Promise<Result> {
  const { isPage, placedHtml } = await import("../../hosting/placing.js");
  const files = filesOf(builtPage(flags.page));
  const html = new TextDecoder().decode(files.get("index.html"));
  if (!isPage(html)) throw usageFailure(`--page "${flags.page}" is no build of the page`);
  files.set("index.html", new TextEncoder().encode(placedHtml(html, placingOf(flags))));
  const written =
    flags.externalAction === undefined ? writeFolder(flags, files) : await writeBundle(flags, files);
  return {
    exitCode: ExitCode.done,
    document: { files: written },
    diagnostics: [],
    show: ({ out }) => out.line(written.join("\n")),
  };
}

function placingOf({ externalAction, server, relay, sharedSpace, workspace }: Flags): Placing {
  const place = { sharedSpace, workspace };
  if (externalAction !== undefined) return { way: "same-origin", ...place };
  if (relay === undefined) return { way: "gateway", server, ...place };
  if (!/\{\+?url\}/.test(relay) || !/^(?:https?:\/\/|\/(?!\/))/.test(relay))
    throw usageFailure(
      `--relay "${relay}" is no address with a place for Octane's`,
      'such as "https://relay/?url={url}"',
    );
  if (server === undefined) throw usageFailure("--relay needs --server", "the address of Octane");
  return { way: "relay", server, relay, ...place };
}

/** Every file of a folder, by its path from there. */
function filesOf(folder: string): Map<string, Uint8Array> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join("/"), readFileSync(path)]));
}

function writeFolder({ out }: Flags, files: ReadonlyMap<string, Uint8Array>): string[] {
  if (out === undefined) throw usageFailure("page needs --out <dir> or --external-action <file>");
  if (existsSync(out) && readdirSync(out).length > 0)
    throw usageFailure(`--out "${out}" is not empty`, "what is in it is not overwritten");
  return [...files].map(([path, bytes]) => write(join(out, path), bytes));
}

async function writeBundle({ externalAction: file = "" }: Flags, files: ReadonlyMap<string, Uint8Array>) {
  if (!file.endsWith(".zip"))
    throw usageFailure(`--external-action takes a file that ends in ".zip", not "${file}"`);
  const { bundle, EXTERNAL_ACTION } = await import("../../hosting/external-action.js");
  const definition = `${JSON.stringify(EXTERNAL_ACTION, null, 2)}\n`;
  return [write(file, bundle(files)), write(file.replace(/zip$/, "json"), definition)];
}

function write(file: string, content: Uint8Array | string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}
