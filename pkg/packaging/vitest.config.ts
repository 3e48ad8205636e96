import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "packaging",
    environment: "node",
    include: ["*.test.ts"],
    globalSetup: "setup.ts",
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
