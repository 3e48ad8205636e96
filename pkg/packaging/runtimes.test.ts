/** The package in other runtimes than Node and browsers. */
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { ended, started, succeed, tool, workerd } from "./programs.js";

const { folder } = inject("installed");
const RIGHT = JSON.stringify({ client: "function", runs: 1, parts: 1, valid: true });

test("Deno converts a report; it needs leave to read files, and none for the network", async () => {
  const args = [tool("deno"), "run", "--allow-read", "--no-remote", "convert.js"];
  expect(await ended(process.execPath, args, folder)).toMatchObject({ code: 0, stdout: RIGHT });
});

test("Bun converts a report, imported and required", async () => {
  expect(await ended(tool("bun"), ["run", "convert.js"], folder)).toMatchObject({ code: 0, stdout: RIGHT });
  expect(await ended(tool("bun"), ["run", "require.cjs"], folder)).toMatchObject({ stdout: "1 part" });
});

test("a Cloudflare Worker converts what it is sent and submits it to a sandbox of its own", async () => {
  const bundle = ["--bundle", "--format=esm", "--conditions=workerd", "--external:*.wasm"];
  const output = "--outfile=cloudflare/worker-bundle.js";
  await succeed([tool("esbuild"), "cloudflare/worker.js", ...bundle, output], folder);
  const config = join(folder, "cloudflare/config.capnp");
  const { line, stop } = await started(workerd(), ["serve", config, "--control-fd=1"], folder);
  try {
    const { port } = JSON.parse(line) as { port: number };
    const body = '<testsuite><testcase name="adds"/></testsuite>';
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    expect(await answer.text()).toBe(JSON.stringify({ runs: 1, valid: true, outcome: "success" }));
  } finally {
    stop();
  }
});
