/** What a test file is called: where a project lies on a machine must not make another test of it. */

import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The path from the project's folder, with slashes. */
export function projectFile(root: string, file: string | undefined): string | undefined {
  if (file === undefined || file === "") return undefined;
  const path = file.startsWith("file://") ? fileURLToPath(file) : file;
  return relative(root, path).replaceAll("\\", "/");
}
