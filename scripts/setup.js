/**
 * Brings a fresh clone to where it can be built and tested: npm packages, the wasm target, wasm-bindgen and
 * wasm-pack, all inside the checkout. Does nothing twice, and needs the network only for what is missing.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./lock.js";
import { isInstalled, isMain, main, outputOf, ROOT, run, Stop, say, since, TOOLS } from "./run.js";
import { hashOf, once } from "./stamp.js";

const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";

// Tools of a build are compiled once and run for seconds: unoptimised they are there in a third of the time.
const QUICK_COMPILATION = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "256",
  CARGO_PROFILE_RELEASE_LTO: "off",
};

/** Installs whatever is missing; says what it does and how long that may take. */
export async function setUp() {
  requireNode();
  requireRust();
  await alone(join(TOOLS, "set-up.lock"), async () => {
    await installPackages();
    await installToolchain();
    await fetchCrates();
    await installTool("wasm-bindgen", lockedVersion("wasm-bindgen"), {
      crate: "wasm-bindgen-cli",
      switches: ["--no-default-features"],
      time: "about a minute",
    });
    await installTool("wasm-pack", WASM_PACK, {
      crate: "wasm-pack",
      switches: ["--locked"],
      time: "about a minute and a half",
    });
  });
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isEnough) return;
  throw new Stop(
    `Node ${process.versions.node} is too old: install Node 20.19, 22.12 or newer (https://nodejs.org) and run the command again`,
  );
}

function requireRust() {
  if (!isInstalled("cargo")) {
    throw new Stop(
      "Rust is missing: install rustup (https://rustup.rs; no other step is needed) and run the command again",
    );
  }
  const isUnix = process.platform !== "win32";
  if (isUnix && !["cc", "gcc", "clang"].some(isInstalled)) {
    throw new Stop(
      'no C compiler is there, and Rust links with it: install one ("apt install build-essential" on Debian and ' +
        'Ubuntu, "xcode-select --install" on macOS) and run the command again',
    );
  }
}

function installPackages() {
  return installLocked({
    folder: ".",
    what: "the npm packages of package-lock.json",
    time: "some seconds",
    step: () => runNpm(["ci", ...QUIET]),
  });
}

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Installs what the lock file of a folder names.
 *
 * @param {{ folder: string, what: string, time: string, step: () => Promise<number> }} work folder in the checkout
 */
async function installLocked({ folder, what, time, step }) {
  await once({
    stamp: join(folder, "node_modules/.octane-payload-stamp"),
    hash: `${hashOf([join(folder, "package-lock.json")])} ${process.platform} ${process.arch}`,
    outputs: [join(folder, "node_modules/.package-lock.json")],
    step: () => announced(`installing ${what}`, time, step),
  });
}

/**
 * npm itself is told by npm; without it (`node scripts/…`) it is looked up by name.
 *
 * @param {string[]} args
 * @param {string} [cwd]
 */
function runNpm(args, cwd = ROOT) {
  const npm = process.env.npm_execpath;
  return npm ? run(process.execPath, [npm, ...args], { cwd }) : run("npm", args, { cwd });
}

/** What only the tests of the packed package need: bundlers, other runtimes, linters of packages. */
export function installPackagingTools() {
  const folder = "pkg/packaging/tools";
  return installApart(folder, "bundlers and runtimes for the tests", "400 MB, a minute", () =>
    run(process.execPath, ["node_modules/bun/install.js"], { cwd: join(ROOT, folder) }),
  );
}

/** What only the tests of the reporters need: the test tools. */
export function installTestTools() {
  return installApart("tests/reporters", "the test tools of the reporters", "200 MB, a minute");
}

/** What only the pages of the package's interface need: their generator, with the TypeScript that it is made for. */
export function installPageGenerator() {
  return installApart("docs/api", "the generator of the interface's pages", "50 MB, some seconds");
}

/**
 * Scripts of packages do not run, which would fetch browsers and drivers; `last` puts a program in its place.
 *
 * @param {string} folder
 * @param {string} what
 * @param {string} time
 * @param {() => Promise<number>} [last]
 */
function installApart(folder, what, time, last = async () => 0) {
  const step = async () => {
    const code = await runNpm(["ci", "--ignore-scripts", ...QUIET], join(ROOT, folder));
    return code === 0 ? last() : code;
  };
  return alone(join(TOOLS, "set-up.lock"), () => installLocked({ folder, what, time, step }));
}

export async function installToolchain() {
  if (outputOf("rustc", ["--version"]) === undefined) {
    const version = firstMatch("rust-toolchain.toml", /^channel = "(.+)"$/m);
    requireRustup(`the Rust toolchain ${version}`);
    const args = ["toolchain", "install", version, "--profile", "minimal", "-c", "clippy", "-c", "rustfmt"];
    await announced(`installing the Rust toolchain ${version}`, "a minute", () => run("rustup", args));
  }
  if (hasWasmTarget()) return;
  requireRustup(`the Rust target ${WASM_TARGET}`);
  await announced(`installing the Rust target ${WASM_TARGET}`, "some seconds", () =>
    run("rustup", ["target", "add", WASM_TARGET]),
  );
}

function hasWasmTarget() {
  const folder = outputOf("rustc", ["--print", "target-libdir", "--target", WASM_TARGET]);
  return folder !== undefined && existsSync(folder);
}

/** @param {string} what */
function requireRustup(what) {
  if (isInstalled("rustup")) return;
  throw new Stop(
    `${what} is missing, and there is no rustup to install it: install rustup (https://rustup.rs) and run the command again`,
  );
}

/** All crates at once, also those of the tests and of the wasm target: after this, no build asks the network. */
async function fetchCrates() {
  await once({
    stamp: "target/stamps/crates",
    hash: hashOf(["Cargo.lock", "Cargo.toml", "tests/differential/Cargo.lock"]),
    outputs: [],
    step: () =>
      announced("fetching the crates of Cargo.lock", "some seconds", async () =>
        Math.max(
          await run("cargo", ["fetch", "--locked", "--quiet"]),
          await run("cargo", [
            "fetch",
            "--locked",
            "--quiet",
            "--manifest-path",
            "tests/differential/Cargo.toml",
          ]),
        ),
      ),
  });
}

/**
 * @param {string} program
 * @param {string} version
 * @param {{ crate: string, switches: string[], time: string }} how
 */
export async function installTool(program, version, { crate, switches, time }) {
  const installed = outputOf(join(TOOLS, "bin", program), ["--version"]);
  if (installed?.split(" ")[1] === version) return;
  const args = ["install", crate, "--version", version, "--root", TOOLS, "--force", "--quiet", ...switches];
  await announced(`compiling ${program} ${version} into .tools`, time, () =>
    run("cargo", args, { env: QUICK_COMPILATION }),
  );
}

/**
 * @param {string} what
 * @param {string} time
 * @param {() => Promise<number>} step
 */
async function announced(what, time, step) {
  const start = performance.now();
  say(`set-up: ${what} (${time}) …`);
  if ((await step()) !== 0) {
    throw new Stop(
      `set-up: ${what} failed, for the reason above; the first set-up needs the network: when it is there, run the command again, it goes on where it stopped`,
    );
  }
  say(`set-up: done in ${since(start)}`);
}

/** @param {string} crate */
function lockedVersion(crate) {
  return firstMatch("Cargo.lock", new RegExp(`^name = "${crate}"\nversion = "(.+)"$`, "m"));
}

/**
 * @param {string} file
 * @param {RegExp} pattern
 */
function firstMatch(file, pattern) {
  const found = pattern.exec(readFileSync(join(ROOT, file), "utf8"))?.[1];
  if (found === undefined) throw new Stop(`${file} is damaged: nothing in it matches ${pattern}`);
  return found;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    return 0;
  });
}
