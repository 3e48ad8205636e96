/**
 * `npm run bench`: sets up, builds, and runs the benchmarks, each in a process of its own;
 * `npm run bench -- validate` runs one.
 */
import { build } from "./build.js";
import { main, run, Stop } from "./run.js";
import { setUp } from "./setup.js";

const BENCHMARKS = ["validate", "convert"];

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !BENCHMARKS.includes(name));
  if (unknown !== undefined) {
    throw new Stop(`"${unknown}" is no benchmark: the benchmarks are ${BENCHMARKS.join(", ")}`);
  }
  await setUp();
  await build("package");
  const codes = [];
  for (const name of names.length > 0 ? names : BENCHMARKS) {
    codes.push(await run(process.execPath, [`tests/bench/${name}.js`]));
  }
  return Math.max(...codes);
});
