import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Installed, installPacked, manifest } from "./installed.js";

const TSC = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

let installed: Installed;

beforeAll(async () => {
  installed = await installPacked();
});

afterAll(() => installed.remove());

/** Every file that the manifest promises. */
async function promised(): Promise<string[]> {
  const { bin, exports } = await manifest();
  const targets: string[] = [];
  const collect = (value: unknown) => {
    if (typeof value === "string") targets.push(value);
    else for (const inner of Object.values(value as object)) collect(inner);
  };
  collect(bin);
  collect(exports);
  return targets.map((target) => target.replace("./", ""));
}

test("the tarball holds every file that the manifest names, the page, what serves it, the licence and the readme", async () => {
  const wanted = [
    ...(await promised()),
    "LICENSE",
    "README.md",
    "page/index.html",
    "deploy/nginx.conf",
    "deploy/Caddyfile",
  ];
  expect(wanted.filter((file) => !installed.files.includes(file))).toEqual([]);
});

test("the tarball holds no test, no source and no setting of the checkout", () => {
  const stray = /\.test\.|\.map$|(^|\/)\.|tsconfig|vitest|^(src|test|packaging)\/|(?<!\.d)\.ts$/;
  expect(installed.files.filter((file) => stray.test(file))).toEqual([]);
});

test("the licences of what is compiled in travel with it", () => {
  expect(installed.files).toEqual(
    expect.arrayContaining(["cli/licences.md", "wasm/licences.md", "page/licences.md"]),
  );
});

test("the licence in the tarball is the repository's", async () => {
  const own = await readFile(join(installed.folder, "node_modules/octane-payload/LICENSE"), "utf8");
  expect(own).toBe(await readFile(new URL("../../LICENSE", import.meta.url), "utf8"));
});

test("a module converts a report and proves it against the bundled schema", async () => {
  const { code, stdout, stderr } = await installed.node("convert.js");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({ client: "function", runs: 1, parts: 1, valid: true });
});

test("a CommonJS script requires it", async () => {
  expect(await installed.node("require.cjs")).toMatchObject({ code: 0, stdout: "1 part" });
});

test("a strict TypeScript project that checks its libraries compiles against its types", async () => {
  expect(await installed.node(TSC, "-p", ".")).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the sandbox, the gateway and the ways to a server load as modules of their own", async () => {
  const script =
    'const { createSandbox } = await import("octane-payload/sandbox");' +
    'const { createGateway } = await import("octane-payload/gateway");' +
    'const { connect } = await import("octane-payload/connection");' +
    "process.stdout.write(typeof createSandbox + typeof createGateway + typeof connect);";
  const ended = await installed.node("--input-type=module", "--eval", script);
  expect(ended).toMatchObject({ code: 0, stdout: "functionfunctionfunction" });
});

test("the installed command says its version and converts a report", async () => {
  const program = "node_modules/octane-payload/bin/octane-payload.cjs";
  const { version } = await manifest();
  expect(await installed.node(program, "--version")).toMatchObject({ code: 0, stdout: `${version}\n` });
  const { code, stdout } = await installed.node(program, "convert", "report.xml", "--out", "parts", "--json");
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ parts: [{ runs: 1, valid: true }] });
});
