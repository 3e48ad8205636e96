import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "reporters",
    environment: "node",
    include: ["*.test.ts"],
    dangerouslyIgnoreUnhandledErrors: false,
    // Whole test tools are started, and a browser, on machines that may be busy.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
