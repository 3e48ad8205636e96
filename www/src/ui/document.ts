/** A read-only text with line numbers, of which a window of lines is shown, and one place marked in it. */

import { html, nothing, type TemplateResult } from "lit-html";
import { linesShown, type TextLines } from "../payload-text.js";
import { text } from "../texts/index.js";
import { xmlTokens } from "./xml-tokens.js";

/** Characters of one line that are shown. */
const lineLength = 2000;

/** What is shown. */
export interface DocumentProps {
  readonly name: string;
  readonly text: TextLines;
  /** First line shown, counted from 1. */
  readonly first: number;
  /** The place to mark, line and column counted from 1. */
  readonly mark?: { readonly line: number; readonly column: number } | undefined;
  readonly onMove: (first: number) => void;
}

/** The text. */
export function documentView(props: DocumentProps): TemplateResult {
  const { lines, first: offset } = props.text;
  const start = Math.max(props.first, offset) - offset;
  const shown = lines.slice(start, start + linesShown);
  return html`<div class="document" role="region" tabindex="0" aria-label=${text("document.region", { name: props.name })}>
      <pre><code>${shown.map((line, index) => lineView(line, offset + start + index, props.mark))}</code></pre>
    </div>
    ${shown.length < lines.length ? moves(props, start, shown.length) : nothing}`;
}

function lineView(line: string, number: number, mark: DocumentProps["mark"]): TemplateResult {
  const marked = mark?.line === number;
  const from = marked ? Math.max(0, mark.column - lineLength / 2) : 0;
  const shown = line.slice(from, from + lineLength);
  const hidden = line.length - from - shown.length;
  return html`<span class="line" data-line=${number} ?data-marked=${marked}>${from > 0 ? "… " : nothing}${
    marked ? markedText(shown, mark.column - 1 - from) : xmlTokens(shown)
  }${hidden > 0 ? html`<i class="cut">… ${text("document.cut", { count: hidden })}</i>` : nothing}
</span>`;
}

/** The line in two pieces, with a caret's mark on the character between. */
function markedText(line: string, column: number): TemplateResult {
  const at = codeUnit(line, column);
  return html`${line.slice(0, at)}<mark>${line.slice(at, at + 1) || " "}</mark>${line.slice(at + 1)}`;
}

/** Columns count code points; a string counts UTF-16 units. */
function codeUnit(line: string, column: number): number {
  return [...line].slice(0, column).join("").length;
}

function moves(
  { text: { lines, first, whole }, onMove }: DocumentProps,
  start: number,
  count: number,
): TemplateResult {
  const from = first + start;
  const last = from + count - 1;
  return html`<p class="pages">
    <button type="button" class="button small" ?disabled=${start === 0} @click=${() => onMove(from - linesShown)}>
      ${text("document.earlier")}
    </button>
    <span>${text("document.lines", { first: from, last, total: whole ? lines.length : "…" })}</span>
    <button type="button" class="button small" ?disabled=${start + count >= lines.length} @click=${() => onMove(last + 1)}>
      ${text("document.later")}
    </button>
  </p>`;
}
