/** What a command is to read: files, folders, patterns, and standard input. */

import { existsSync, readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { Diagnostic, Input } from "../types.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding, inFile } from "./failure.js";
import { bytesOf, unreadable } from "./files.js";

/** Stands for standard input. */
const STANDARD_INPUT = "-";

/** A file to read. One that a folder or a pattern led to may be something else than a report. */
export interface InputPath {
  path: string;
  optional: boolean;
}

/** A file as an input, read as its bytes are asked for. */
export interface FileInput extends Input {
  content: AsyncIterable<Uint8Array>;
}

/** The inputs as streams. */
export function openInputs(named: readonly string[], signal: AbortSignal): FileInput[] {
  const paths = inputPaths(named);
  return paths.map(({ path, optional }) => ({ name: path, content: contentOf(path, signal), optional }));
}

/**
 * The files that the arguments name. A folder stands for all files below it, a pattern (`*`, `?`, `**`) for all that it
 * fits, where no file has that very name. One argument that leads to nothing fails the command before anything is read.
 */
export function inputPaths(named: readonly string[]): InputPath[] {
  if (named.filter((name) => name === STANDARD_INPUT).length > 1) throw refused([TWICE]);
  const found = named.map(filesOf);
  const faults = found.filter((each): each is Diagnostic => !Array.isArray(each));
  if (faults.length > 0) throw refused(faults);
  return found.flatMap((each) => (Array.isArray(each) ? each : []));
}

const TWICE = finding("input-twice", "standard input can be read once only");

function refused(diagnostics: readonly Diagnostic[]): CommandFailure {
  return new CommandFailure(ExitCode.input, diagnostics);
}

function contentOf(path: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  return path === STANDARD_INPUT ? standardInput(signal) : bytesOf(path, signal);
}

async function* standardInput(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const stop = () => process.stdin.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    yield* process.stdin as AsyncIterable<Uint8Array>;
  } finally {
    signal.removeEventListener("abort", stop);
  }
  signal.throwIfAborted();
}

/** The files behind one argument, or why there are none. */
function filesOf(name: string): InputPath[] | Diagnostic {
  if (name === STANDARD_INPUT) return [{ path: name, optional: false }];
  const fault = unreadable(name);
  if (fault === undefined) return [{ path: name, optional: false }];
  if (fault.code === "file-is-directory") return someOf(name, filesBelow(name), "holds no file");
  if (fault.code !== "file-not-found" || !isPattern(name)) return fault;
  const fits = expressionOf(name);
  const paths = filesBelow(fixedFolder(name)).filter((path) => fits.test(slashes(path)));
  return someOf(name, paths, "fits no file");
}

function someOf(name: string, paths: readonly string[], otherwise: string): InputPath[] | Diagnostic {
  if (paths.length === 0) return inFile(name, finding("file-not-found", `"${name}" ${otherwise}`));
  return paths.map((path) => ({ path, optional: true }));
}

/** All files below a folder, in the order of their names; what begins with a dot is left out, as shells do. */
function filesBelow(folder: string): string[] {
  if (!isFolder(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const named = entries.filter(({ name }) => !name.startsWith("."));
  const sorted = named.sort((one, other) => (one.name < other.name ? -1 : 1));
  return sorted.flatMap((entry) => {
    const path = folder === "." ? entry.name : join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function isPattern(name: string): boolean {
  return /[*?]/.test(name);
}

/** The folder before the first step with a wildcard. */
function fixedFolder(pattern: string): string {
  const steps = slashes(pattern).split("/");
  const fixed = steps.slice(0, steps.findIndex(isPattern)).join("/");
  return fixed === "" ? (pattern.startsWith("/") ? "/" : ".") : fixed;
}

/** `*` and `?` stay within one step of the path; `**` stands for any number of steps. */
function expressionOf(pattern: string): RegExp {
  const steps = slashes(pattern).replace(/^\.\//, "").split("/");
  const expressions = steps.map((step, index) => {
    if (step === "**") return index === steps.length - 1 ? ".+" : "(?:[^/]+/)*";
    const escaped = step.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return `${escaped.replaceAll("*", "[^/]*").replaceAll("?", "[^/]")}/`;
  });
  return new RegExp(`^${expressions.join("").replace(/\/$/, "")}$`);
}

function slashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
