/** Pages of a user's project: a static server that knows little, and a real browser. */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { CHROMIUM_SWITCHES, findChromium } from "../../scripts/chromium.js";

/** Not the type of wasm: there are servers that do not know it. */
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript" };

/** A server of the files in a folder. */
export type StaticServer = { url: string; close(): void };

/** Serves a folder; `/elsewhere` is where a user has put the wasm file. */
export function serveFiles(folder: string): Promise<StaticServer> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const file = path.replace(
      "/elsewhere/octane-payload.wasm",
      "/node_modules/octane-payload/wasm/core_bg.wasm",
    );
    const content = await readFile(join(folder, file)).catch(() => undefined);
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    });
    response.end(content);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
}

/** Starts Chromium. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? "chromium", args: CHROMIUM_SWITCHES });
}

/** What a page says that came out; throws what went wrong in it. */
export async function outcomeOf(browser: Browser, url: string): Promise<unknown> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  try {
    await page.goto(url);
    const body = page.locator("body[data-outcome]");
    await body.waitFor({ state: "attached", timeout: 15_000 });
    return JSON.parse((await body.getAttribute("data-outcome")) ?? "");
  } catch (error) {
    throw new Error(`${url}: ${faults.join("; ")}`, { cause: error });
  } finally {
    await page.close();
  }
}
