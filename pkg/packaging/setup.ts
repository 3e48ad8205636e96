/** One installation for all files of tests. */
import type { TestProject } from "vitest/node";
import { type Installed, installPacked, remove } from "./installed.js";

declare module "vitest" {
  interface ProvidedContext {
    installed: Installed;
  }
}

let installed: Installed;

export async function setup(project: TestProject): Promise<void> {
  installed = await installPacked();
  project.provide("installed", installed);
}

export function teardown(): Promise<void> {
  return remove(installed);
}
