/**
 * The kinds of tests: how each is run, and how its tests are counted.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChromium } from "./chromium.js";
import { findFirefox } from "./firefox.js";
import { findChromedriver, missingPrograms } from "./programs.js";
import { ROOT, run, runAndRead, say } from "./run.js";
import { installPackagingTools, installTestTools } from "./setup.js";

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {Count & { code: number }} Outcome `code` is the runner's exit code
 * @typedef {{ name: string, what: string, needs: Need, run: () => Promise<Outcome> }} Kind
 * @typedef {"nothing" | "package" | "page"} Need what has to be built before
 */

const DIFFERENTIAL = [
  ...["--manifest-path", "tests/differential/Cargo.toml"],
  ...["--target-dir", "target/differential"],
];

/** @type {Kind[]} */
export const KINDS = [
  {
    name: "rust",
    what: "the core on this machine: units, integration, floors, examples of the documentation",
    needs: "nothing",
    // What a test prints is for readers: the table of the corpus, and what was left out where it is absent.
    run: () => runCargo(["test", "--locked", "--no-fail-fast", "--", "--show-output"]),
  },
  {
    name: "differential",
    what: "the engine beside another one, on made-up schemas and documents",
    needs: "nothing",
    run: () => runCargo(["test", "--locked", ...DIFFERENTIAL, "--", "--show-output"]),
  },
  {
    name: "wasm",
    what: "the core as WebAssembly, in Node",
    needs: "nothing",
    run: () =>
      runCargo(["test", "--locked", "--target", "wasm32-unknown-unknown", "--lib", "--test", "wasm"]),
  },
  {
    name: "package",
    what: "the npm package: library, command line, sandbox, gateway",
    needs: "package",
    run: () => runVitest("pkg"),
  },
  {
    name: "page",
    what: "the decisions of the page, without a browser",
    needs: "page",
    run: () => runVitest("www"),
  },
  {
    name: "packaging",
    what: "the packed package, installed elsewhere: runtimes, bundlers, pages, sizes",
    needs: "page",
    run: runPackaging,
  },
  {
    name: "browser",
    what: "the page in Chromium, with gateway and sandbox",
    needs: "page",
    run: async () => (hasChromium() ? runPlaywright("chromium") : NOTHING),
  },
  {
    name: "firefox",
    what: "what browsers differ in, and the whole path, in Firefox",
    needs: "page",
    run: async () => (hasFirefox() ? runPlaywright("firefox") : NOTHING),
  },
  {
    name: "proxies",
    what: "the ways to Octane through nginx, Caddy, squid and tinyproxy, over TLS",
    needs: "page",
    run: runProxies,
  },
  {
    name: "reporters",
    what: "the reporters in the real test tools, and the recipes for builds",
    needs: "package",
    run: runReporters,
  },
];

// What `wasm-pack test --node` sets, which cannot choose among the tests of a crate.
const WASM_TESTS_IN_NODE = {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
  WASM_BINDGEN_TEST_ONLY_NODE: "1",
};

/**
 * @param {string[]} args
 * @returns {Promise<Outcome>}
 */
async function runCargo(args) {
  const { code, output } = await runAndRead("cargo", args, { env: WASM_TESTS_IN_NODE });
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [, passed, failed, skipped] of output.matchAll(
    /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm,
  )) {
    count.passed += Number(passed);
    count.failed += Number(failed);
    count.skipped += Number(skipped);
  }
  return { code, ...count };
}

/**
 * @param {string} folder with a configuration of its own
 * @returns {Promise<Outcome>}
 */
async function runVitest(folder) {
  const file = freshReport(folder.replaceAll("/", "-"));
  const program = join(ROOT, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(process.execPath, [program, "run", ...reporters], { cwd: join(ROOT, folder) });
  const report = readReport(file);
  return {
    code,
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: report.numPendingTests ?? 0,
  };
}

const NOTHING = { code: 1, passed: 0, failed: 0, skipped: 0 };

function hasChromium() {
  if (findChromium() !== undefined) return true;
  say(
    'no Chromium or Chrome is there for the tests in pages: install one ("apt install chromium" on Debian) or give its path in CHROMIUM_PATH',
  );
  return false;
}

function hasFirefox() {
  if (findFirefox() !== undefined) return true;
  say(
    'no Firefox is there for the tests in it: install one ("apt install firefox-esr" on Debian) or give its path in FIREFOX_PATH',
  );
  return false;
}

/** @returns {Promise<Outcome>} */
async function runProxies() {
  const missing = missingPrograms();
  if (missing.length > 0) {
    const [names, packages] = [missing.join(", "), missing.join(" ")];
    say(
      `the tests through real proxies need programs that are not there: ${names} ("apt install ${packages}" on Debian)`,
    );
  }
  return hasChromium() && missing.length === 0 ? runVitest("tests/proxies") : NOTHING;
}

/** @returns {Promise<Outcome>} */
async function runReporters() {
  const hasDriver = findChromedriver() !== undefined;
  if (!hasDriver) say('WebdriverIO needs the driver of Chromium ("apt install chromium-driver" on Debian)');
  if (!hasChromium() || !hasDriver) return NOTHING;
  await installTestTools();
  return runVitest("tests/reporters");
}

/** @returns {Promise<Outcome>} */
async function runPackaging() {
  if (!hasChromium()) return NOTHING;
  await installPackagingTools();
  return runVitest("pkg/packaging");
}

/**
 * @param {"chromium" | "firefox"} project
 * @returns {Promise<Outcome>}
 */
async function runPlaywright(project) {
  const file = freshReport(project);
  const program = join(ROOT, "node_modules/@playwright/test/cli.js");
  const args = [program, "test", "--config", "tests/browser", "--project", project, "--reporter=list,json"];
  const code = await run(process.execPath, args, { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } });
  const stats = readReport(file).stats ?? {};
  return {
    code,
    passed: stats.expected ?? 0,
    failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0),
    skipped: stats.skipped ?? 0,
  };
}

/** @param {string} name */
function freshReport(name) {
  const file = join(ROOT, "target", "test-reports", `${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * The runner's own count; nothing where it ended before it could write one.
 *
 * @param {string} file
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
