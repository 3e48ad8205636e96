/** One origin for a page with the built package: the gateway in front of the sandbox, and a server of bad manners. */

import { readFile } from "node:fs/promises";
import { createGateway } from "../../../pkg/src/gateway/index.js";
import { type Listening, listen } from "../../../pkg/src/http/listen.js";
import { createSandbox, type Sandbox } from "../../../pkg/src/sandbox/index.js";
import { libxml2Core } from "../../../pkg/test/support/libxml2-core.js";

const PACKAGE = new URL("../../../pkg/", import.meta.url);
/** The one dependency of the sandbox, where npm puts it. */
const HONO = new URL("../../../node_modules/hono/dist/", import.meta.url);

/** The page: the package as it is, without a bundler. */
export const PAGE = `<!DOCTYPE html><html lang="en"><title>Client</title>
<script type="importmap">
{ "imports": {
  "octane-payload": "/package/dist/index.js",
  "octane-payload/sandbox": "/package/dist/sandbox/index.js",
  "hono": "/hono/index.js",
  "hono/cookie": "/hono/helper/cookie/index.js",
  "hono/http-exception": "/hono/http-exception.js"
} }
</script></html>`;

const TYPES: Record<string, string> = {
  js: "text/javascript",
  wasm: "application/wasm",
};

/** A house that is open. */
export interface ClientHouse extends Listening {
  sandbox: Sandbox;
  /** What came to `/odd/*`: method, path and headers. */
  seen: Request[];
}

/** Opens a house: the page at `/`, Octane at `/octane`, and at `/odd` a server that redirects or says nothing. */
export async function openClientHouse(): Promise<ClientHouse> {
  const sandbox = createSandbox({ core: libxml2Core() });
  const seen: Request[] = [];
  const listening = await listen((port) => {
    const gateway = createGateway({ upstream: sandbox.fetch, hosts: [`127.0.0.1:${port}`] });
    return {
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (pathname.startsWith("/octane/")) return gateway.fetch(request);
        const code = await codeAt(pathname);
        if (code !== undefined) return code;
        if (pathname.startsWith("/odd/")) seen.push(request);
        return odd(pathname) ?? new Response(PAGE, { headers: { "content-type": "text/html" } });
      },
    };
  });
  return { ...listening, sandbox, seen };
}

/** The package and what it needs, as the page's import map names them. */
export async function codeAt(path: string): Promise<Response | undefined> {
  if (path.startsWith("/package/")) return file(PACKAGE, path.slice("/package/".length));
  if (path.startsWith("/hono/")) return file(HONO, path.slice("/hono/".length));
  return undefined;
}

async function file(folder: URL, name: string): Promise<Response> {
  const type = TYPES[name.split(".").at(-1) ?? ""] ?? "application/octet-stream";
  return new Response(await readFile(new URL(name, folder)), { headers: { "content-type": type } });
}

function odd(path: string): Response | Promise<Response> | undefined {
  if (path.startsWith("/odd/redirect/")) return Response.redirect("https://sso.example/login", 302);
  if (path.startsWith("/odd/status/")) return Response.json({ id: 7, status: "running" });
  if (path.startsWith("/odd/silence/")) return new Promise<Response>(() => {});
  return undefined;
}
