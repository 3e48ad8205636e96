/** `--context FILE`: the links of every run as JSON, in the library's own form. */

import { readFile } from "node:fs/promises";
import type { Context } from "../types.js";
import { contextFault } from "./context-check.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, inFile } from "./failure.js";
import { requireReadable } from "./files.js";

/** The file's context, every field of it checked. */
export async function readContextFile(path: string): Promise<Context> {
  await requireReadable([path]);
  const value = parsed(path, await readFile(path, "utf8"));
  const fault = contextFault(value);
  if (fault !== undefined) throw refused(path, fault);
  return value as Context;
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw refused(path, (error as SyntaxError).message);
  }
}

function refused(path: string, reason: string): CommandFailure {
  const words = finding("context-file", `the context file is not understood: ${reason}`);
  return new CommandFailure(ExitCode.input, [inFile(path, words)]);
}
