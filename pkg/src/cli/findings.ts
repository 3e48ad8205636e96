/** Findings for eyes: each with the line it points at and a caret, the worst first to be seen, never a flood. */

import type { Diagnostic } from "../types.js";
import { sourceLines } from "./source-lines.js";
import type { Colour, Writer } from "./terminal.js";

/** Findings shown in words; `--json` holds all of them. */
const SHOWN = 50;

/** Where the text of a named input is read again; `undefined` where it cannot be. */
export type Sources = (file: string) => AsyncIterable<Uint8Array> | undefined;

/** One finding in words, with an excerpt where the source is given. */
export type Render = (diagnostic: Diagnostic, source?: string) => Promise<string>;

const COLOURS: Readonly<Record<Diagnostic["severity"], Colour>> = {
  error: "red",
  warning: "yellow",
  info: "dim",
};

/** Writes the findings: errors, then warnings, then the rest, in each the order in which they were found. */
export async function showFindings(
  writer: Writer,
  diagnostics: readonly Diagnostic[],
  render: Render,
  sources: Sources,
): Promise<void> {
  const sorted = [...diagnostics].sort((one, other) => rank(one) - rank(other));
  const shown = sorted.slice(0, SHOWN);
  const excerpts = await excerptsOf(shown, sources);
  const words = await Promise.all(shown.map((diagnostic) => render(diagnostic, excerpts.get(diagnostic))));
  for (const [index, text] of words.entries()) {
    if (index > 0 && (isTall(text) || isTall(words[index - 1]))) writer.line("");
    writer.line(painted(writer, text, shown[index]?.severity ?? "info"));
  }
  if (words.some((text) => isTall(text))) writer.line("");
  if (sorted.length > SHOWN) writer.line(`${sorted.length - SHOWN} more; --json shows all`);
}

/** Text of several lines wants air around it. */
function isTall(text = ""): boolean {
  return text.includes("\n");
}

function painted(writer: Writer, text: string, severity: Diagnostic["severity"]): string {
  return text.replace(`${severity}[`, () => `${writer.paint(COLOURS[severity], severity)}[`);
}

function rank(diagnostic: Diagnostic): number {
  return ["error", "warning", "info"].indexOf(diagnostic.severity);
}

/** For each finding a source that is empty but for the line that it points at. */
async function excerptsOf(shown: readonly Diagnostic[], sources: Sources): Promise<Map<Diagnostic, string>> {
  const excerpts = new Map<Diagnostic, string>();
  for (const file of new Set(shown.map((diagnostic) => diagnostic.file))) {
    const placed = shown.filter((each) => each.file === file && each.line !== undefined);
    const source = file === undefined || placed.length === 0 ? undefined : sources(file);
    if (source === undefined) continue;
    const lines = await readable(source, new Set(placed.map((each) => each.line ?? 0)));
    for (const each of placed) {
      const line = lines.get(each.line ?? 0);
      if (line !== undefined) excerpts.set(each, "\n".repeat((each.line ?? 1) - 1) + line);
    }
  }
  return excerpts;
}

/** The excerpt is a courtesy: a source that can no longer be read leaves the finding without one. */
async function readable(
  source: AsyncIterable<Uint8Array>,
  wanted: ReadonlySet<number>,
): Promise<Map<number, string>> {
  try {
    return await sourceLines(source, wanted);
  } catch {
    return new Map();
  }
}
