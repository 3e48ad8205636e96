/**
 * The text of a part and of the surroundings of a place in a report, cut into lines for the eye.
 *
 * Owns the way from bytes to lines. The bytes themselves stay as they are: they are what is sent.
 */

/** Lines of a document, of which a few are shown at a time. */
export interface TextLines {
  /** Number of the first line held here, counted from 1. */
  readonly first: number;
  readonly lines: readonly string[];
  /** Whether these are all lines of the document. */
  readonly whole: boolean;
}

/** Lines shown at a time. */
export const linesShown = 400;

/** Most bytes of a report that are read around a place. */
const surroundings = 64 * 1024;

/** Largest report in another encoding than UTF-8 that is decoded whole to find a line, in bytes. */
const largestDecoded = 32 * 1024 * 1024;

const linesOfParts = new WeakMap<Uint8Array, TextLines>();

/** The lines of a part; made once for each. */
export function linesOfPart(bytes: Uint8Array): TextLines {
  const known = linesOfParts.get(bytes);
  if (known) return known;
  const lines = { first: 1, lines: textOfPart(bytes).split("\n"), whole: true };
  linesOfParts.set(bytes, lines);
  return lines;
}

/** The first line to show so that `line` has lines around it. */
export function firstLineFor(line: number): number {
  return Math.max(1, line - linesShown / 2);
}

/** The text of a part. */
export function textOfPart(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** A place as a diagnostic gives it. */
export interface TextPlace {
  readonly line: number;
  /** Bytes before the place in the UTF-8 form of the document, after a byte order mark. */
  readonly offset: number;
}

/**
 * The lines of a report around a place.
 *
 * @throws {RangeError} When the report is too big to be decoded whole and is not in UTF-8.
 */
export async function linesAround(report: Blob, place: TextPlace): Promise<TextLines> {
  const start = new Uint8Array(await report.slice(0, 4).arrayBuffer());
  const encoding = encodingOf(start);
  if (encoding !== "utf-8") return wholeReport(report, encoding);
  const mark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0;
  return window(report, place, mark);
}

async function wholeReport(report: Blob, encoding: string): Promise<TextLines> {
  if (report.size > largestDecoded) throw new RangeError("the report is too big and not in UTF-8");
  const text = new TextDecoder(encoding).decode(await report.arrayBuffer());
  return { first: 1, lines: text.split("\n"), whole: true };
}

async function window(report: Blob, place: TextPlace, mark: number): Promise<TextLines> {
  const at = place.offset + mark;
  const from = Math.max(mark, at - surroundings);
  const to = Math.min(report.size, at + surroundings);
  const bytes = new Uint8Array(await report.slice(from, to).arrayBuffer());
  const before = new TextDecoder().decode(bytes.subarray(0, at - from)).split("\n");
  const after = new TextDecoder().decode(bytes.subarray(at - from)).split("\n");
  const lines = [...before.slice(0, -1), `${before.at(-1)}${after[0]}`, ...after.slice(1)];
  return { first: place.line - before.length + 1, lines, whole: from === mark && to === report.size };
}

function encodingOf(start: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : "utf-8";
}
