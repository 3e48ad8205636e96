/** Lines as an editor is given them: very long ones are cut around what matters in them. Pure. */

import type { TextLines } from "../payload-text.js";

/** Most of a line that is given, in UTF-16 units. */
const longest = 5000;

/** The text, and where in it the place is. */
export interface ShownText {
  readonly text: string;
  /** Position of the place in the text. */
  readonly caret: number;
}

/** The lines as one text. */
export function shownText({ lines, caret }: TextLines): ShownText {
  const cut = lines.map((line, index) => cutLine(line, index === caret.line ? caret.column : 0));
  const before = cut.slice(0, caret.line).reduce((sum, { text }) => sum + text.length + 1, 0);
  const { from = 0, text = "" } = cut[caret.line] ?? {};
  const inLine = Math.max(0, Math.min(caret.column - from, text.length));
  return { text: cut.map(({ text: line }) => line).join("\n"), caret: before + inLine };
}

function cutLine(line: string, column: number): { readonly text: string; readonly from: number } {
  if (line.length <= longest) return { text: line, from: 0 };
  const start = Math.max(0, Math.min(column - longest / 2, line.length - longest));
  const isFirst = start === 0;
  const text = line.slice(start, start + longest);
  const rest = line.length - start - text.length;
  return { text: `${isFirst ? "" : "…"}${text}${rest > 0 ? "…" : ""}`, from: isFirst ? 0 : start - 1 };
}
