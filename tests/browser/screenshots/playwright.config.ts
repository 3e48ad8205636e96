import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

// Pictures are no tests: they are taken by their own command.
export default defineConfig({ ...tests, testDir: ".", testMatch: "*.shots.ts" });
