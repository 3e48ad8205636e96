/**
 * The command line as few files: Node spends more on finding and reading a hundred small modules than the conversion of a
 * small report takes. What a command needs beyond that stays apart and is loaded by that command.
 */
import { defineConfig } from "rolldown";

export default defineConfig({
  input: "dist/cli/main.js",
  platform: "node",
  external: [/^undici$/, /^hono(\/|$)/, /^@hono\//, /^yaml$/, /^fflate$/],
  output: {
    dir: "cli",
    cleanDir: true,
    chunkFileNames: "[name]-[hash].js",
    // Names stay, for those who read a stack; comments and blanks go.
    minify: { compress: true, mangle: false, codegen: true },
  },
});
