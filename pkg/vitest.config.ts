import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "package",
    environment: "node",
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    // A dead promise is a fault of the code under test, never noise.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 20_000,
  },
});
