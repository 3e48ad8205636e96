/**
 * `npm run bench`: sets up, builds, and runs the benchmarks, each in a process of its own;
 * `npm run bench -- validate` runs one.
 */
import { build } from "./build.js";
import { main, run, Stop } from "./run.js";
import { setUp } from "./setup.js";

/** @type {Map<string, () => Promise<number>>} */
const BENCHMARKS = new Map([
  ["validate", () => run(process.execPath, ["tests/bench/validate.js"])],
  ["convert", () => run(process.execPath, ["tests/bench/convert.js"])],
  ["native", () => run("cargo", ["bench", "--quiet", "--locked", "--bench", "native"])],
]);

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !BENCHMARKS.has(name));
  if (unknown !== undefined) {
    throw new Stop(`"${unknown}" is no benchmark: the benchmarks are ${[...BENCHMARKS.keys()].join(", ")}`);
  }
  await setUp();
  await build("package");
  const codes = [];
  for (const [name, benchmark] of BENCHMARKS) {
    if (names.length === 0 || names.includes(name)) codes.push(await benchmark());
  }
  return Math.max(...codes);
});
