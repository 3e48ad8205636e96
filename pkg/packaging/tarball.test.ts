/** What is in the tarball, and what is not. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { manifest } from "./installed.js";
import { ended, tool } from "./programs.js";

const { files, folder, tarball } = inject("installed");

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
  expect(wanted.filter((file) => !files.includes(file))).toEqual([]);
});

/** All that may be in the tarball: what is neither is not for users. */
const FOR_USERS = [
  /^(LICENSE|README\.md|package\.json)$/,
  /^bin\/octane-payload\.cjs$/,
  /^cli\/([\w-]+\.cjs|licences\.md)$/,
  /^deploy\/(nginx\.conf|Caddyfile)$/,
  /^dist\/([a-z\d-]+\/)*[a-z\d-]+(\.d\.ts|\.js)$/,
  /^page\/[a-z\d-]+\.(html|js|md|svg|webmanifest)$/,
  /^page\/assets\/[\w-]+\.(css|js|wasm)$/,
  /^schema\/(context\.schema\.json|test-results\.xsd)$/,
  /^wasm\/(core\.js|core\.d\.ts|core_bg\.wasm|core_bg\.wasm\.d\.ts|licences\.md)$/,
];

test("the tarball holds nothing else than what is for users", () => {
  expect(files.filter((file) => !FOR_USERS.some((pattern) => pattern.test(file)))).toEqual([]);
});

test("the tarball holds what the sources of today were built to, and nothing of yesterday's", async () => {
  const sources = await readdir(new URL("../src", import.meta.url), { recursive: true });
  const modules = sources.filter((name) => /^(?!cli\b).*(?<!\.d|\.test)\.ts$/.test(name));
  const built = files.filter((file) => /^dist\/.*\.js$/.test(file));
  const expected = modules.map((name) => `dist/${name.replaceAll("\\", "/").replace(/ts$/, "js")}`);
  expect(built.sort()).toEqual(expected.sort());
});

test("publint finds nothing to improve", async () => {
  const { code, stdout } = await ended(
    process.execPath,
    [tool("publint"), "run", tarball, "--strict"],
    folder,
  );
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("All good!") });
});

test("are-the-types-wrong finds nothing wrong for ES modules and bundlers", async () => {
  // The two are files, which nobody imports as modules without saying how.
  const files = ["--exclude-entrypoints", "test-results.xsd", "octane-payload.wasm"];
  const args = [tool("attw"), tarball, "--profile", "esm-only", "--no-emoji", "--no-color", ...files];
  const { code, stdout } = await ended(process.execPath, args, folder);
  expect({ code, stdout }).toMatchObject({ code: 0 });
});

test("the licences of what is compiled in travel with it", () => {
  expect(files).toEqual(expect.arrayContaining(["cli/licences.md", "wasm/licences.md", "page/licences.md"]));
});

test("the licence in the tarball is the repository's", async () => {
  const own = await readFile(join(folder, "node_modules/octane-payload/LICENSE"), "utf8");
  expect(own).toBe(await readFile(new URL("../../LICENSE", import.meta.url), "utf8"));
});
