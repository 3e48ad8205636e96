/**
 * The command line as few files: Node spends more on finding and reading a hundred small modules than the conversion of a
 * small report takes. What a command needs beyond that stays apart and is loaded by that command.
 */
import { defineConfig } from "rolldown";

/** What commander starts subcommands of other programs with; ours has none, and Node takes milliseconds to load it. */
const noChildProcess = {
  name: "no-child-process",
  resolveId: (id: string) => (/^(node:)?child_process$/.test(id) ? "\0no-child-process" : null),
  load: (id: string) => (id === "\0no-child-process" ? "export {};" : null),
};

export default defineConfig({
  input: "dist/cli/main.js",
  platform: "node",
  plugins: [noChildProcess],
  external: [/^undici$/, /^hono(\/|$)/, /^@hono\//, /^yaml$/, /^fflate$/],
  output: {
    dir: "cli",
    format: "cjs",
    entryFileNames: "[name].cjs",
    cleanDir: true,
    chunkFileNames: "[name]-[hash].cjs",
    // Names stay, for those who read a stack; comments and blanks go.
    minify: { compress: true, mangle: false, codegen: true },
  },
});
