import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { offline, SERVICE_WORKER } from "./offline-plugin.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The page is served by the package's gateway under a strict content security policy: nothing inline, no data
// URLs, and only relative addresses, so that it works under any path.
export default defineConfig({
  base: "./",
  plugins: [offline()],
  build: {
    outDir: "../pkg/page",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    sourcemap: false,
    license: { fileName: "licences.md" },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { index: here("index.html"), "service-worker": here("src/service-worker.ts") },
      output: {
        entryFileNames: ({ name }) =>
          name === "service-worker" ? SERVICE_WORKER : "assets/[name]-[hash].js",
      },
    },
  },
  worker: { format: "es" },
});
