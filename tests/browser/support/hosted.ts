/** The page where no gateway of ours serves it: on a host of its own beside a relay, and inside Octane. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { unzipSync } from "fflate";
import { contentTypeOf } from "../../../pkg/dist/gateway/page-files.js";
import { bundle, EXTERNAL_ACTION } from "../../../pkg/dist/hosting/external-action.js";
import { type Placing, placedHtml } from "../../../pkg/dist/hosting/placing.js";
import { type Listening, listen } from "../../../pkg/dist/http/listen.js";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../../pkg/dist/sandbox/index.js";
import { libxml2Core } from "../../../pkg/test/support/libxml2-core.js";

const PAGE = fileURLToPath(new URL("../../../pkg/page/", import.meta.url));

/** Servers that run, and the sandbox behind them. */
export interface Hosted {
  /** The address to open. */
  url: string;
  sandbox: Sandbox;
  close(): Promise<void>;
}

/** The files of the page, with these words in its HTML. */
function pageFiles(placing: Placing): Map<string, Uint8Array> {
  const entries = readdirSync(PAGE, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(paths.map((path) => [relative(PAGE, path), new Uint8Array(readFileSync(path))]));
  const html = new TextDecoder().decode(files.get("index.html"));
  return files.set("index.html", new TextEncoder().encode(placedHtml(html, placing)));
}

function fileAnswer(files: ReadonlyMap<string, Uint8Array>, path: string): Response {
  const file = files.get(path);
  if (file === undefined) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file), { headers: { "content-type": contentTypeOf(path) } });
}

/** The page below a path of a host that knows nothing of it. */
export async function openBelow(path: string): Promise<Listening> {
  const files = pageFiles({ way: "gateway" });
  return listen(() => ({
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(path)) return new Response(null, { status: 404 });
      return fileAnswer(files, pathname.slice(path.length) || "index.html");
    },
  }));
}

/** A page on a host of its own, and a relay of another origin that lets it in; with `isClosed` it lets nobody in. */
export async function openBesideRelay({ isClosed = false } = {}): Promise<Hosted & { relay: Listening }> {
  const sandbox = createSandbox({ core: libxml2Core() });
  let pageOrigin = "";
  const ask = (request: Request) =>
    relayAnswer(request, sandbox, isClosed ? "https://other.test" : pageOrigin);
  const relay = await listen(() => ({ fetch: ask }));
  const files = pageFiles({
    way: "relay",
    server: "https://octane.example.com",
    relay: `${relay.url}/?url={url}`,
  });
  const host = await listen(() => ({
    fetch: async (request) => fileAnswer(files, new URL(request.url).pathname.slice(1) || "index.html"),
  }));
  pageOrigin = host.url;
  const open = new Set([host, relay]);
  const closeRelay = () => {
    open.delete(relay);
    return relay.close();
  };
  return { url: host.url, sandbox, relay: { ...relay, close: closeRelay }, close: () => closed(...open) };
}

/** What a relay does that takes the target as a parameter: it asks for it, and names the page's origin. */
async function relayAnswer(request: Request, sandbox: Sandbox, origin: string): Promise<Response> {
  const headers = {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "accept, content-type, content-encoding, x-correlation-id",
  };
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
  const target = new URL(request.url).searchParams.get("url") ?? "";
  const body = request.method === "POST" ? { body: await request.arrayBuffer() } : {};
  const answer = await sandbox.fetch(
    new Request(target, { method: request.method, headers: request.headers, ...body }),
  );
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** The bundle where Octane puts it: on its own origin, opened by the address of the definition. */
export async function openExternalAction(options: SandboxOptions = {}): Promise<Hosted> {
  const sandbox = createSandbox({ ...options, core: libxml2Core() });
  const entries = unzipSync(bundle(pageFiles({ way: "same-origin" })));
  const files = new Map(Object.entries(entries));
  const octane = await listen(() => ({
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const inside = pathname.startsWith("/bundles/7/") ? pathname.slice("/bundles/7/".length) : undefined;
      return inside === undefined ? sandbox.fetch(request) : fileAnswer(files, inside);
    },
  }));
  const [action] = EXTERNAL_ACTION as { url: string }[];
  const words: Record<string, string> = {
    bundle_url: `${octane.url}/bundles/7`,
    octane_url: encodeURIComponent(octane.url),
    shared_space: "1001",
    workspace: "1002",
  };
  const url = action?.url.replace(/\{(\w+)\}/gu, (_, name: string) => words[name] ?? "") ?? "";
  return { url, sandbox, close: () => closed(octane) };
}

async function closed(...servers: Listening[]): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
}
