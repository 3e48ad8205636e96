/**
 * `npm run docs`: sets up, builds the core, and writes the pages of the package's interface into `target/api/`. What an
 * exported item does not say, or an option's default, is a failure.
 */
import { join } from "node:path";
import { build } from "./build.js";
import { isMain, main, ROOT, run, say } from "./run.js";
import { installPageGenerator, setUp } from "./setup.js";

const FOLDER = join(ROOT, "docs/api");

/** The generator, which reads `docs/api/typedoc.json`; `--emit none` makes it check only. */
export const GENERATOR = [
  join(FOLDER, "node_modules/typedoc/bin/typedoc"),
  "--options",
  join(FOLDER, "typedoc.json"),
];

if (isMain(import.meta.url)) {
  await main(async () => {
    await setUp();
    await installPageGenerator();
    await build("wasm");
    const code = await run(process.execPath, GENERATOR);
    if (code === 0) say("docs: open target/api/index.html");
    return code;
  });
}
