/**
 * `npm run fuzz -- <target> <seconds>`: the coverage-guided fuzzer on one target, from a corpus of real files and of
 * what earlier runs found. What breaks a target is written to `target/fuzz/faults/<target>`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { writeSeeds } from "../tests/fuzz/seeds.js";
import { main, ROOT, run, Stop } from "./run.js";
import { installTool, setUp } from "./setup.js";

const TARGETS = ["schema", "regex", "document", "pair", "json", "report", "input"];
const CARGO_FUZZ = "0.13.2";

/** Far more than any input of the largest size costs: what passes them is a fault. */
const LIMITS = ["-max_len=16384", "-timeout=10", "-rss_limit_mb=1024"];

await main(async () => {
  const [target = "", seconds = "60"] = process.argv.slice(2);
  if (!TARGETS.includes(target)) throw new Stop(`the targets are ${TARGETS.join(", ")}`);
  if (!/^\d+$/.test(seconds)) throw new Stop(`"${seconds}" is no number of seconds`);
  await setUp();
  await installTool("cargo-fuzz", CARGO_FUZZ, {
    crate: "cargo-fuzz",
    switches: ["--locked"],
    time: "a minute",
  });
  const corpus = folder("corpus", target);
  const faults = folder("faults", target);
  const count = writeSeeds(target, folder("seeds", target));
  process.stderr.write(`${target}: ${count} seeds\n`);
  const ways = ["--fuzz-dir", "tests/fuzz", "--target-dir", "target/fuzz/build", "--sanitizer", "none"];
  const words = ["-dict=tests/fuzz/words.dict", `-artifact_prefix=${faults}/`, "-print_final_stats=1"];
  const args = ["fuzz", "run", ...ways, target, corpus, folder("seeds", target), "--"];
  // The flags for coverage are not of the stable language; the compiler is the pinned one all the same.
  return run("cargo", [...args, `-max_total_time=${seconds}`, ...words, ...LIMITS], {
    env: { RUSTC_BOOTSTRAP: "1" },
  });
});

/**
 * @param {string} kind
 * @param {string} target
 */
function folder(kind, target) {
  const path = join(ROOT, "target/fuzz", kind, target);
  mkdirSync(path, { recursive: true });
  return path;
}
