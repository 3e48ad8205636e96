/**
 * The text around a place in a document, cut into lines for the eye.
 *
 * Owns the way from bytes to lines. A document is never decoded whole unless it is small: what is sent are its bytes.
 */

/** Lines of a document. */
export interface TextLines {
  /** Number of the first line held here, counted from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  /** Whether these are all lines of the document. */
  readonly whole: boolean;
  /** Bytes before the first of these lines; more of the document is to be had there. */
  readonly from: number;
  /** Bytes up to the end of the last. */
  readonly to: number;
  /** Bytes of the document. */
  readonly size: number;
  /** Where among these lines the place is, both counted from 0, the column in UTF-16 units. */
  readonly caret: { readonly line: number; readonly column: number };
}

/** Bytes around a place that are read on either side of it. */
const surroundings = 64 * 1024;

/** Largest document that is shown whole, in bytes. */
const largestWhole = 256 * 1024;

/** Largest report in another encoding than UTF-8 that is decoded whole to find a line, in bytes. */
const largestDecoded = 32 * 1024 * 1024;

/** A place as a diagnostic gives it. */
export interface TextPlace {
  readonly line: number;
  /** In code points, counted from 1; the first unless told. */
  readonly column?: number | undefined;
  /** Bytes before the place in the UTF-8 form of the document, after a byte order mark. */
  readonly offset: number;
}

/**
 * The lines of a document around a place.
 *
 * @throws {RangeError} When the document is too big to be decoded whole and is not in UTF-8.
 */
export async function linesAround(document: Blob, place: TextPlace): Promise<TextLines> {
  const start = new Uint8Array(await document.slice(0, 4).arrayBuffer());
  const encoding = encodingOf(start);
  if (encoding !== "utf-8") return decodedWhole(document, encoding, place);
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  return window(document, place, mark);
}

async function decodedWhole(document: Blob, encoding: string, place: TextPlace): Promise<TextLines> {
  const { size } = document;
  if (size > largestDecoded) throw new RangeError("the document is too big and not in UTF-8");
  const text = new TextDecoder(encoding).decode(await document.arrayBuffer());
  const lines = text.split("\n");
  const line = Math.max(0, Math.min(place.line, lines.length) - 1);
  const column = [...(lines[line] ?? "")].slice(0, (place.column ?? 1) - 1).join("").length;
  return { first: 1, lines, whole: true, from: 0, to: size, size, caret: { line, column } };
}

async function window(document: Blob, place: TextPlace, mark: number): Promise<TextLines> {
  const { size } = document;
  const at = place.offset + mark;
  const isSmall = size <= largestWhole;
  const from = isSmall ? mark : Math.max(mark, at - surroundings);
  const to = isSmall ? size : Math.min(size, at + surroundings);
  const bytes = new Uint8Array(await document.slice(from, to).arrayBuffer());
  const before = new TextDecoder().decode(bytes.subarray(0, at - from)).split("\n");
  const after = new TextDecoder().decode(bytes.subarray(at - from)).split("\n");
  const lines = [...before.slice(0, -1), `${before.at(-1)}${after[0]}`, ...after.slice(1)];
  const first = place.line - before.length + 1;
  const caret = { line: before.length - 1, column: before.at(-1)?.length ?? 0 };
  return {
    first,
    lines,
    whole: from === mark && to === size,
    from: from - mark,
    to: to - mark,
    size: size - mark,
    caret,
  };
}

function encodingOf(start: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}
