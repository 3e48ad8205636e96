/** `--context FILE`: links of all tests and rules for some, as JSON or YAML. */

import { readFileSync } from "node:fs";
import type { ContextFile } from "../context.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure } from "./failure.js";
import { requireReadable } from "./files.js";

/** The file, every field of it checked. */
export async function readContextFile(path: string): Promise<ContextFile> {
  const { readContextText } = await import("../context-file/index.js");
  requireReadable([path]);
  const { file, faults } = await readContextText(path, readFileSync(path, "utf8"));
  if (faults.length > 0) throw new CommandFailure(ExitCode.input, faults);
  return file;
}
