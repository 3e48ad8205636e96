/**
 * Bundles the command line as few files: Node spends more on finding and reading a hundred small modules than the conversion of
 * a small report takes. What starts and what converts are one file each; what few commands need beyond that is loaded by them.
 *
 * A program of its own, since it runs what the set-up installs. It says nothing unless something is wrong, which rolldown's
 * command line has no switch for.
 */
import { rolldown } from "rolldown";

/**
 * What commander starts subcommands of other programs with; ours has none, and Node takes milliseconds to load it.
 *
 * @type {import("rolldown").Plugin}
 */
const noChildProcess = {
  name: "no-child-process",
  resolveId: (id) => (/^(node:)?child_process$/.test(id) ? "\0no-child-process" : null),
  load: (id) => (id === "\0no-child-process" ? "export {};" : null),
};

/** What every start needs: to read the command line, and to end. */
const START = among([
  "environment|octane-error|package-files",
  "cli/(?:environment|exit-codes|failure|interrupt|program|tables|terminal|version)",
]);

/** What a conversion needs: modules that load none of Node's costlier modules, and no package. */
const CONVERTING = among([
  "content|context|convert|limits|load|options-error|part-files|schema|schema-hints",
  "cli/(?:act|case-flags|clock|config-file|context-flags|conversion|conversion-words|converting|explanation-words|files)",
  "cli/(?:identity-words|inputs|link-policy|numbers|output-flags|part-files|progress|progress-words|reading-flags)",
  "cli/(?:commands/convert|reading-progress|schemas|wasm-flags)",
]);

process.chdir("pkg");
const bundle = await rolldown({
  input: "dist/cli/main.js",
  platform: "node",
  plugins: [noChildProcess],
  external: [/^undici$/, /^hono(\/|$)/, /^@hono\//, /^yaml$/, /^fflate$/],
  // What is in the file of the start or of a conversion anyway may be imported late: other commands do without it.
  checks: { ineffectiveDynamicImport: false },
});
await bundle.write({
  dir: "cli",
  format: "cjs",
  entryFileNames: "[name].cjs",
  cleanDir: true,
  chunkFileNames: "[name]-[hash].cjs",
  codeSplitting: {
    groups: [
      { name: "start", test: new RegExp(`/commander/|${START}`) },
      { name: "converting", test: new RegExp(`/wasm/core\\.js$|${CONVERTING}`) },
    ],
  },
  // Names stay, for those who read a stack; comments and blanks go.
  minify: { compress: true, mangle: false, codegen: true },
});
await bundle.close();

/** @param {string[]} modules of the package, each without its ending */
function among(modules) {
  return `/dist/(?:${modules.join("|")})\\.js$`;
}
