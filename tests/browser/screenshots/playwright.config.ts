import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

// Pictures are no tests: they are taken by their own command.
const projects = tests.projects?.filter(({ name }) => name === "chromium") ?? [];
export default defineConfig({ ...tests, projects, testDir: ".", testMatch: "*.shots.ts" });
