/**
 * The directory at the end of a zip archive (PKWARE APPNOTE 6.3, 4.3.12 to 4.3.16), read without the archive before it.
 *
 * Owns where each entry stands. Names are those that the core gives: plain steps, without a root.
 */

/** An entry. */
export interface ZipEntry {
  readonly name: string;
  /** 0 for stored, 8 for deflated; others are not read. */
  readonly method: number;
  /** Bytes of it in the archive. */
  readonly packed: number;
  /** Bytes before its own header. */
  readonly offset: number;
}

const marks = { end: 0x06054b50, locator: 0x07064b50, header: 0x02014b50 };

/** Bytes of the end: its fields, and the longest comment behind them. */
const [endFields, longestComment, locatorFields] = [22, 0xffff, 20];

/** Stands for a number that the zip64 record or field has. */
const inZip64 = 0xffffffff;

/** Most of a directory that is read, in bytes: that of 100,000 entries with long names. */
const longestDirectory = 64 * 1024 * 1024;

/**
 * The entries in their order.
 *
 * @throws {RangeError} When the archive has no directory, as one that is cut off, or a damaged one.
 */
export async function entriesOf(archive: Blob): Promise<ZipEntry[]> {
  const { offset, size } = await directoryOf(archive);
  if (size > longestDirectory) throw new RangeError("the directory of the archive is too large");
  const view = await viewOf(archive, offset, size);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < view.byteLength; ) {
    if (view.getUint32(at, true) !== marks.header) break;
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    entries.push(entryAt(view, at));
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

async function directoryOf(archive: Blob): Promise<{ offset: number; size: number }> {
  const from = Math.max(0, archive.size - endFields - longestComment - locatorFields);
  const view = await viewOf(archive, from, archive.size - from);
  let at = view.byteLength - endFields;
  while (at >= 0 && view.getUint32(at, true) !== marks.end) at -= 1;
  if (at < 0) throw new RangeError("the archive has no directory at its end");
  const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  const locator = at - locatorFields;
  const isLarge = locator >= 0 && view.getUint32(locator, true) === marks.locator;
  if (!isLarge) return { offset, size };
  const record = await viewOf(archive, largeAt(view, locator + 8), 56);
  return { size: largeAt(record, 40), offset: largeAt(record, 48) };
}

function entryAt(view: DataView, at: number): ZipEntry {
  const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)];
  const name = new Uint8Array(view.buffer, at + 46, nameLength);
  const sizes = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const [, packed = 0, offset = 0] = withZip64(view, at + 46 + nameLength, extraLength, sizes);
  return { name: plainName(name), method: view.getUint16(at + 10, true), packed, offset };
}

/** The numbers, those taken from the zip64 field that only it can hold (4.5.3). */
function withZip64(view: DataView, from: number, length: number, values: readonly number[]): number[] {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    return values.map((value) => {
      if (value !== inZip64) return value;
      next += 8;
      return largeAt(view, next - 8);
    });
  }
  return [...values];
}

function largeAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** As the core has it, so that an entry is found by the name that a finding gives. */
function plainName(bytes: Uint8Array): string {
  const steps = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\\", "/").split("/");
  return steps
    .filter((step) => step !== "" && step !== "." && step !== ".." && !step.endsWith(":"))
    .join("/");
}

async function viewOf(archive: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await archive.slice(from, from + length).arrayBuffer());
}
