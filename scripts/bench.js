/**
 * `npm run bench`: sets up, builds, and runs the benchmarks; `npm run bench -- engines` runs one, and what comes after a
 * name goes to it: `npm run bench -- engines payload-1000`.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.js";
import { ENVIRONMENT, main, ROOT, run, Stop } from "./run.js";
import { setUp } from "./setup.js";

/** @type {Map<string, (args: string[]) => Promise<number>>} */
const BENCHMARKS = new Map([
  ["engines", compareEngines],
  ["convert", convert],
  ["links", links],
  ["readers", readers],
  ["memory", memory],
  ["page", page],
  ["submit", submit],
  ["kill", kill],
  ["start", startUp],
  ["size", measureSizes],
]);

await main(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (name !== undefined && !BENCHMARKS.has(name)) {
    throw new Stop(`"${name}" is no benchmark: the benchmarks are ${[...BENCHMARKS.keys()].join(", ")}`);
  }
  await setUp();
  const codes = [];
  for (const [each, benchmark] of BENCHMARKS) {
    if (name === undefined || name === each) codes.push(await benchmark(args));
  }
  return Math.max(...codes);
});

/**
 * Every engine on the same documents, side by side.
 *
 * @param {string[]} documents their names; none: all
 */
async function compareEngines(documents) {
  await build("package");
  await buildCrate("raw");
  return run(process.execPath, ["tests/bench/compare.js", nativeProgram(), ...documents]);
}

/** The whole way but the network. */
async function convert() {
  await build("package");
  return run(process.execPath, ["tests/bench/convert.js"]);
}

/**
 * What context, rules and conflicts cost, on a report of so many cases.
 *
 * @param {string[]} cases
 */
async function links(cases) {
  await build("package");
  return run(process.execPath, ["tests/bench/links.js", ...cases]);
}

/**
 * The readers of JUnit reports side by side, on a report of so many cases.
 *
 * @param {string[]} cases
 */
async function readers(cases) {
  await build("package");
  await buildCrate("raw");
  return run(process.execPath, ["tests/bench/readers.js", ...cases]);
}

/**
 * A report of 1 GB, or of so many megabytes, from a stream, and the memory that it takes.
 *
 * @param {string[]} megabytes
 */
async function memory(megabytes) {
  await build("package");
  return run(process.execPath, ["tests/bench/memory.js", ...megabytes]);
}

/**
 * The page: how soon it is there and what it loads first, 1,000 cases beside plain parsing, the table of a million runs, and a
 * report of 1 GB, or of so many megabytes: whether it answers meanwhile, and what it holds.
 *
 * @param {string[]} megabytes
 */
async function page([megabytes = "1000"]) {
  await build("page");
  const program = "node_modules/@playwright/test/cli.js";
  const chosen = ["speed", "large-report", "--grep-invert", "zip archive", "--workers", "1"];
  const args = [program, "test", "--config", "tests/browser", ...chosen];
  return run(process.execPath, args, { env: { LARGE_REPORT_MB: megabytes, BENCH_RUNS: "1000000" } });
}

/**
 * A hundred parts against a server that takes twenty requests in a second, or so many tests at another rate.
 *
 * @param {string[]} args tests, and requests per second
 */
async function submit(args) {
  await build("package");
  return run(process.execPath, ["tests/bench/submit.js", ...args]);
}

/**
 * Submissions that are killed at random moments and resumed: 200, or so many.
 *
 * @param {string[]} runs
 */
async function kill([runs = "200"]) {
  await build("package");
  const args = ["node_modules/vitest/vitest.mjs", "run", "--root", "pkg", "test/kill.test.ts"];
  return run(process.execPath, args, { env: { KILL_RUNS: runs } });
}

/**
 * The command line from nothing, beside an empty Node and the vendor's converter, in so many rounds.
 *
 * @param {string[]} rounds
 */
async function startUp(rounds) {
  await build("package");
  return run(process.execPath, ["tests/bench/start.js", ...rounds]);
}

/** The engine alone, built as the release is: compilation and validation, without readers and client. */
async function measureSizes() {
  await buildCrate("engine");
  return run(process.execPath, ["tests/bench/size.js", "target/bench/engine/engine_bg.wasm"]);
}

/**
 * Builds a crate of the benchmark as WebAssembly into `target/bench`.
 *
 * @param {string} name
 */
async function buildCrate(name) {
  const folder = join(ROOT, "target/bench", name);
  rmSync(folder, { recursive: true, force: true });
  const output = ["--target", "web", "--out-dir", folder, "--out-name", name, "--no-pack"];
  const args = [
    "--log-level",
    "warn",
    "build",
    `tests/bench/${name}`,
    ...output,
    "--",
    "--locked",
    "--quiet",
  ];
  if ((await run("wasm-pack", args)) !== 0) throw new Stop("the build failed, for the reason above");
}

/** Builds the engines of this machine's own build; gives the program's path. */
function nativeProgram() {
  const args = ["build", "--release", "--locked", "--quiet", "--bench", "native"];
  const { status, stdout } = spawnSync("cargo", [...args, "--message-format", "json-render-diagnostics"], {
    cwd: ROOT,
    env: ENVIRONMENT,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const program = /"executable":("[^"]*")/.exec(stdout)?.[1];
  if (status !== 0 || program === undefined) throw new Stop("the build failed, for the reason above");
  return JSON.parse(program);
}
