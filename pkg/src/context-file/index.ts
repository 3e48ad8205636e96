/**
 * Context files as text, JSON or YAML: read with every fault at its place, and written so that what an editor does not know
 * of them stays.
 *
 * Owns the two notations. What a file may say is the core's business (`checkContext`).
 *
 * @module octane-payload/context-file
 */

import { type ContextFile, checkContext } from "../context.js";
import type { Diagnostic } from "../types.js";
import type { ContextContent } from "./content.js";

export { type ContextContent, contentOf, type DefaultRelease, isSame } from "./content.js";

/** The notations of a context file. */
export type ContextNotation = "json" | "yaml";

/** A context file that was read. */
export interface ContextReading {
  /** In which it is written, and in which it is to be written again. */
  notation: ContextNotation;
  /** As `convert` takes it. */
  file: ContextFile;
  /** All that is wrong with it, with places in the text; a file with a fault is not to be used. */
  faults: Diagnostic[];
}

/**
 * Reads the text of a context file. What does not begin as JSON does, or is called `.yaml` or `.yml`, is YAML.
 *
 * @param name as diagnostics are to call the file
 */
export async function readContextText(name: string, text: string): Promise<ContextReading> {
  const plain = text.replace(/^\uFEFF/, "");
  const isJson = /^\s*[{[]/.test(plain) && !/\.ya?ml$/i.test(name);
  if (!isJson) return readYamlText(name, plain);
  const file = { name, content: plain };
  return { notation: "json", file, faults: await checkContext(file) };
}

/**
 * Writes a context file.
 *
 * @param before a YAML text that said something similar: what has not changed stays as it stands there, comments included
 */
export async function writeContextText(
  content: ContextContent,
  notation: ContextNotation,
  before?: string,
): Promise<string> {
  if (notation === "json") return `${JSON.stringify(content, null, 2)}\n`;
  const { writeYaml } = await import("./write-yaml.js");
  return writeYaml(content, before);
}

/** The comments of a YAML text, in their order, without their sign. */
export async function commentsOf(text: string): Promise<string[]> {
  const { yamlComments } = await import("./write-yaml.js");
  return yamlComments(text);
}

async function readYamlText(name: string, text: string): Promise<ContextReading> {
  const { readYaml, YamlFault } = await import("./yaml.js");
  try {
    const file = { name, ...readYaml(text) };
    return { notation: "yaml", file, faults: await checkContext(file) };
  } catch (error) {
    if (!(error instanceof YamlFault)) throw error;
    const { message, place } = error;
    const fault = {
      severity: "error",
      code: "context-yaml",
      message,
      file: name,
      path: "",
      ...place,
    } as const;
    return { notation: "yaml", file: { name, content: "null" }, faults: [fault] };
  }
}
