import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "proxies",
    environment: "node",
    include: ["**/*.test.ts"],
    dangerouslyIgnoreUnhandledErrors: false,
    // Programs of the system are started, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
