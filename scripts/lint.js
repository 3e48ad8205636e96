/**
 * `npm run lint`: formats, lints and types of everything, each a failure. Runs all of them even if one fails.
 */
import { join } from "node:path";
import { build } from "./build.js";
import { GENERATOR } from "./docs.js";
import { main, ROOT, run, say, since } from "./run.js";
import { installPageGenerator, setUp } from "./setup.js";

const BIOME = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const WARNINGS_ARE_ERRORS = { RUSTDOCFLAGS: "-D warnings" };

/** A crate outside the workspace. */
const COMPARISON = ["--manifest-path", "tests/differential/Cargo.toml"];

/** @type {{ what: string, program: string, args: string[] }[]} */
const LINTERS = [
  { what: "format of Rust", program: "cargo", args: ["fmt", "--check"] },
  { what: "format of the comparison of engines", program: "cargo", args: ["fmt", "--check", ...COMPARISON] },
  { what: "clippy", program: "cargo", args: clippy(["--all-targets"]) },
  {
    what: "clippy for WebAssembly",
    program: "cargo",
    args: clippy(["--target", "wasm32-unknown-unknown", "--lib", "--test", "wasm"]),
  },
  {
    what: "clippy for the benchmark's crates",
    program: "cargo",
    args: clippy(["--target", "wasm32-unknown-unknown", "-p", "bench-engine", "-p", "bench-raw"]),
  },
  {
    what: "clippy for the comparison of engines",
    program: "cargo",
    args: clippy(["--all-targets", ...COMPARISON, "--target-dir", "target/differential"]),
  },
  { what: "documentation of Rust", program: "cargo", args: ["doc", "--locked", "--quiet", "--no-deps"] },
  {
    what: "documentation of the package",
    program: process.execPath,
    args: [...GENERATOR, "--emit", "none", "--logLevel", "Warn"],
  },
  { what: "biome", program: process.execPath, args: [BIOME, "ci", "--error-on-warnings", "."] },
  ...["scripts", "pkg/test", "pkg/packaging", "www", "tests/browser", "tests/proxies", "tests/reporters"].map(
    (project) => ({
      what: `types of ${project}`,
      program: process.execPath,
      args: [TSC, "-p", project],
    }),
  ),
];

/** @param {string[]} targets */
function clippy(targets) {
  return ["clippy", "--locked", "--quiet", ...targets, "--", "-D", "warnings"];
}

await main(async () => {
  await setUp();
  await installPageGenerator();
  await build("page");
  const failed = [];
  for (const { what, program, args } of LINTERS) {
    const start = performance.now();
    const code = await run(program, args, { env: WARNINGS_ARE_ERRORS });
    say(`lint: ${what} ${code === 0 ? "is clean" : "FAILED"} (${since(start)})`);
    if (code !== 0) failed.push(what);
  }
  if (failed.length > 0) say(`\nlint: failed: ${failed.join(", ")}`);
  return failed.length === 0 ? 0 : 1;
});
