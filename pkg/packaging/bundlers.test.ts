/** The package in pages: without a bundler, and built by each; each page converts a report, and so does its worker. */
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { createServer } from "vite";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser, outcomeOf, type StaticServer, serveFiles } from "./pages.js";
import { succeed, tool } from "./programs.js";

const VITE = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));
const NODE_RESOLVE = fileURLToPath(
  new URL("tools/node_modules/@rollup/plugin-node-resolve/dist/es/index.js", import.meta.url),
);
const { folder } = inject("installed");
const RIGHT = [{ runs: 1, valid: true }];

let browser: Browser;
let server: StaticServer;

beforeAll(async () => {
  browser = await openBrowser();
  server = await serveFiles(folder);
});

afterAll(async () => {
  server.close();
  await browser.close();
});

/** Opens a page of what was built and expects what the page and its worker say. */
async function expectRight(path: string): Promise<void> {
  expect(await outcomeOf(browser, `${server.url}/${path}`)).toEqual({ page: RIGHT, worker: RIGHT });
}

/** Files of WebAssembly below a folder. */
async function wasmFiles(path: string): Promise<string[]> {
  const names = await readdir(join(folder, path), { recursive: true });
  return names.filter((name) => name.endsWith(".wasm"));
}

/** What bundlers that do not know assets leave to the user: the page, and the wasm beside the bundle. */
async function lay(path: string): Promise<void> {
  await copyFile(join(folder, "web/index.html"), join(folder, path, "index.html"));
  await copyFile(
    join(folder, "node_modules/octane-payload/wasm/core_bg.wasm"),
    join(folder, path, "core_bg.wasm"),
  );
}

test("a plain page and a module worker load it from a static server that does not know wasm", async () => {
  await expectRight("plain/index.html");
});

test("init takes a text, a URL, a response, bytes and a module; a call before it is ready waits", async () => {
  for (const source of ["text", "url", "response", "bytes", "module"]) {
    expect(await outcomeOf(browser, `${server.url}/plain/init.html?source=${source}`)).toEqual(RIGHT);
  }
});

test("the development server of Vite serves it without a configuration", async () => {
  const vite = await createServer({
    root: join(folder, "web"),
    configFile: false,
    logLevel: "silent",
    server: { host: "127.0.0.1", port: 0 },
  });
  try {
    await vite.listen();
    const outcome = await outcomeOf(browser, vite.resolvedUrls?.local[0] ?? "");
    expect(outcome).toEqual({ page: RIGHT, worker: RIGHT });
  } finally {
    await vite.close();
  }
});

test("Vite builds it without a configuration, with one file of WebAssembly", async () => {
  await succeed([VITE, "build", "web", "--outDir", "../vite", "--base", "./"], folder);
  expect(await wasmFiles("vite")).toHaveLength(1);
  await expectRight("vite/index.html");
});

test("webpack builds it without a configuration of its own, with one file of WebAssembly", async () => {
  await succeed([tool("webpack"), "--config", "web/webpack.config.cjs"], folder);
  await copyFile(join(folder, "web/index.html"), join(folder, "webpack/index.html"));
  expect(await wasmFiles("webpack")).toHaveLength(1);
  await expectRight("webpack/index.html");
});

test("esbuild builds it; the wasm file is copied beside the bundle", async () => {
  const entries = ["web/app.js", "web/worker.js"];
  await succeed([tool("esbuild"), ...entries, "--bundle", "--format=esm", "--outdir=esbuild"], folder);
  await lay("esbuild");
  await expectRight("esbuild/index.html");
});

test("Rollup builds it; the wasm file is copied beside the bundle", async () => {
  const entries = ["web/app.js", "web/worker.js"];
  const output = ["--format", "es", "--dir", "rollup", "--failAfterWarnings"];
  await succeed([tool("rollup"), ...entries, ...output, "--plugin", NODE_RESOLVE], folder);
  await lay("rollup");
  await expectRight("rollup/index.html");
});
