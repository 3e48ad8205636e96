/** The package in Node: as a module, required, typed, and as a command. */
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { manifest } from "./installed.js";
import { type Ended, ended } from "./programs.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));
const { folder } = inject("installed");

function node(...args: string[]): Promise<Ended> {
  return ended(process.execPath, args, folder);
}

test("a module converts a report and proves it against the bundled schema", async () => {
  const { code, stdout, stderr } = await node("convert.js");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({ client: "function", runs: 1, parts: 1, valid: true });
});

test("a CommonJS script requires it", async () => {
  expect(await node("require.cjs")).toMatchObject({ code: 0, stdout: "1 part" });
});

test("a strict TypeScript project that checks its libraries compiles against its types", async () => {
  expect(await node(TSC, "-p", ".")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the sandbox, the gateway and the ways to a server load as modules of their own", async () => {
  const script =
    'const { createSandbox } = await import("octane-payload/sandbox");' +
    'const { createGateway } = await import("octane-payload/gateway");' +
    'const { connect } = await import("octane-payload/connection");' +
    "process.stdout.write(typeof createSandbox + typeof createGateway + typeof connect);";
  const said = await node("--input-type=module", "--eval", script);
  expect(said).toMatchObject({ code: 0, stdout: "functionfunctionfunction" });
});

test("the installed command says its version and converts a report", async () => {
  const program = "node_modules/octane-payload/bin/octane-payload.cjs";
  const { version } = await manifest();
  expect(await node(program, "--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
  const { code, stdout } = await node(program, "convert", "report.xml", "--out", "parts", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ parts: [{ runs: 1, valid: true }] });
});
