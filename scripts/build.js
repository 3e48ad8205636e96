/**
 * Builds what the package ships: the core as WebAssembly, the TypeScript of the package, the page. A step whose
 * inputs have not changed since it last ran is left out.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { writeBundledLicences, writeLicences } from "./licences.js";
import { alone } from "./lock.js";
import { isMain, main, ROOT, run, Stop, say, since } from "./run.js";
import { setUp } from "./setup.js";
import { hashOf, once } from "./stamp.js";
import { warmed } from "./warm-wasm.js";

const WASM_INPUTS = ["src", "pkg/schema", "Cargo.toml", "Cargo.lock", ".cargo", "rust-toolchain.toml"];
const PACKAGE_INPUTS = [
  "pkg/src",
  "pkg/schema",
  "pkg/tsconfig.json",
  "scripts/bundle.js",
  "tsconfig.base.json",
  "package-lock.json",
];
const PAGE_INPUTS = ["www", "pkg/package.json", "package-lock.json"];

/** @typedef {"wasm" | "package" | "page"} Product each is made of those before it */

/**
 * Builds a product and what it is made of; the set-up has been done before.
 *
 * @param {Product} product
 */
export function build(product) {
  return alone(join(ROOT, "target", "build.lock"), async () => {
    const wasm = hashOf([...WASM_INPUTS, "scripts/build.js", "scripts/warm-wasm.js"]);
    await built("the core as WebAssembly", "about a minute the first time", {
      stamp: "target/stamps/wasm",
      hash: wasm,
      outputs: ["core.js", "core.d.ts", "core_bg.wasm", "licences.md"].map((file) => `pkg/wasm/${file}`),
      step: buildWasm,
    });
    if (product === "wasm") return;
    const library = `${wasm} ${hashOf(PACKAGE_INPUTS)}`;
    await built("the package", "some seconds", {
      stamp: "target/stamps/package",
      hash: library,
      outputs: ["pkg/dist/index.js", "pkg/dist/index.d.ts", "pkg/cli/main.cjs"],
      step: buildPackage,
    });
    if (product === "package") return;
    await built("the page", "some seconds", {
      stamp: "target/stamps/page",
      hash: `${library} ${hashOf(PAGE_INPUTS)}`,
      outputs: ["pkg/page/index.html"],
      step: buildPage,
    });
  });
}

/**
 * @param {string} what
 * @param {string} time
 * @param {Parameters<typeof once>[0]} work
 */
async function built(what, time, work) {
  const start = performance.now();
  const step = async () => {
    say(`build: ${what} (${time}) …`);
    await work.step();
  };
  if (await once({ ...work, step })) say(`build: done in ${since(start)}`);
}

/** wasm-pack neither cleans its folder nor can be kept from ignoring it, which would hide it from `npm pack`. */
async function buildWasm() {
  rmSync(join(ROOT, "pkg/wasm"), { recursive: true, force: true });
  const output = ["--target", "web", "--out-dir", "pkg/wasm", "--out-name", "core", "--no-pack"];
  const cargo = ["--locked", "--quiet", "--config", namelessPaths()];
  await succeed("wasm-pack", ["--log-level", "warn", "build", ".", ...output, "--", ...cargo]);
  rmSync(join(ROOT, "pkg/wasm/.gitignore"), { force: true });
  warmUp(join(ROOT, "pkg/wasm/core_bg.wasm"));
  writeLicences("pkg/wasm/licences.md");
}

/**
 * Compiling the bundled schema would take a third of a short conversion: the schema is there as soon as the core is loaded.
 *
 * @param {string} file
 */
function warmUp(file) {
  const wasm = warmed(readFileSync(file), ({ schema_bundled, __wbg_schema_free }) =>
    __wbg_schema_free(schema_bundled(), 0),
  );
  writeFileSync(file, wasm);
}

/** Panics tell where the code stands: with the crates' paths as everybody has them, not as this machine does. */
function namelessPaths() {
  const crates = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const flags = [`--remap-path-prefix=${crates}=cargo`];
  return `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(flags)}`;
}

/** Packages whose code the command line carries in itself. */
const BUNDLED = [
  "@clack/core",
  "@clack/prompts",
  "ansi-escapes",
  "ansi-regex",
  "ansi-styles",
  "cli-cursor",
  "commander",
  "environment",
  "fast-string-truncated-width",
  "fast-string-width",
  "fast-wrap-ansi",
  "get-east-asian-width",
  "is-fullwidth-code-point",
  "log-update",
  "mimic-function",
  "onetime",
  "restore-cursor",
  "signal-exit",
  "sisteransi",
  "slice-ansi",
  "string-width",
  "strip-ansi",
  "wrap-ansi",
];

async function buildPackage() {
  rmSync(join(ROOT, "pkg/dist"), { recursive: true, force: true });
  await succeed(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "pkg"]);
  await succeed(process.execPath, ["scripts/bundle.js"]);
  writeBundledLicences("pkg/cli/licences.md", BUNDLED);
}

function buildPage() {
  return succeed(process.execPath, ["node_modules/vite/bin/vite.js", "build", "www", "--logLevel", "warn"]);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
async function succeed(program, args, options) {
  if ((await run(program, args, options)) !== 0) throw new Stop("the build failed, for the reason above");
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await build("page");
    return 0;
  });
}
