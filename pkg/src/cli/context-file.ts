/** `--context FILE`: links of all tests and rules for some, as JSON or YAML. */

import { readFileSync } from "node:fs";
import type { ContextFile } from "../context.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure } from "./failure.js";
import { requireReadable } from "./files.js";

/** The file, every field of it checked. What does not begin as JSON does is YAML. */
export async function readContextFile(path: string): Promise<ContextFile> {
  const { checkContext } = await import("../index.js");
  requireReadable([path]);
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const isJson = /^\s*[{[]/.test(text) && !/\.ya?ml$/i.test(path);
  const file = isJson ? { name: path, content: text } : await fromYaml(path, text);
  const faults = await checkContext(file);
  if (faults.length > 0) throw new CommandFailure(ExitCode.input, faults);
  return file;
}

async function fromYaml(path: string, text: string): Promise<ContextFile> {
  const { readYaml, YamlFault } = await import("./yaml.js");
  try {
    return { name: path, ...readYaml(text) };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { message, place } = error;
    const fault = {
      severity: "error",
      code: "context-yaml",
      message,
      file: path,
      path: "",
      ...place,
    } as const;
    throw new CommandFailure(ExitCode.input, [fault], { cause: error });
  }
}
