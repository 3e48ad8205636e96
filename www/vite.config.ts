import { defineConfig } from "vite";

// The page is served by the package's gateway under a strict content security policy: nothing inline, no data
// URLs, and only relative addresses, so that it works under any path.
export default defineConfig({
  base: "./",
  build: {
    outDir: "../pkg/page",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2023",
    sourcemap: false,
    license: { fileName: "licences.md" },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  worker: { format: "es" },
});
