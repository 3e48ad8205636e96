/** What users load stays within the budget; the figures are told. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { succeed, tool } from "./programs.js";
import { BUDGET } from "./size-budget.js";

const { folder, tarball, unpackedSize } = inject("installed");

type Sizes = Record<string, number>;

/** Fails where a size is over its budget, or so far below it that the budget says nothing. */
function expectWithin(what: keyof typeof BUDGET, sizes: Sizes): void {
  process.stdout.write(`size of ${what}: ${JSON.stringify(sizes)}\n`);
  for (const [kind, most] of Object.entries<number>(BUDGET[what])) {
    expect(sizes[kind], `${what}, ${kind}`).toBeLessThanOrEqual(most);
    expect(sizes[kind], `${what}, ${kind}: lower the budget`).toBeGreaterThan(most / 2);
  }
}

async function sizesOf(file: string): Promise<Sizes> {
  const content = await readFile(join(folder, file));
  return { raw: content.length, brotli: brotliCompressSync(content).length };
}

test("the WebAssembly is within its budget", async () => {
  expectWithin("wasm", await sizesOf("node_modules/octane-payload/wasm/core_bg.wasm"));
});

test("the library is within its budget", async () => {
  const entry = "node_modules/octane-payload/dist/index.js";
  const args = [entry, "--bundle", "--format=esm", "--minify", "--outfile=sizes/library.js"];
  await succeed([tool("esbuild"), ...args], folder);
  expectWithin("library", await sizesOf("sizes/library.js"));
});

test("the tarball is within its budget", async () => {
  expectWithin("tarball", { raw: unpackedSize, packed: (await stat(tarball)).size });
});
