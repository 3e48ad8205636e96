/** What a conversion came to, as two tables: what went in, what came out. */

import type { ConvertedInput } from "../types.js";
import { type Column, renderTable } from "./tables.js";

/** A part as `convert --json` names it. */
export interface WrittenPart {
  file: string;
  runs: number;
  bytes: number;
  sha256: string;
  valid: boolean;
}

const INPUT_COLUMNS: readonly Column[] = [
  { title: "input" },
  { title: "format" },
  { title: "cases", align: "right" },
  { title: "runs", align: "right" },
  { title: "dropped", align: "right" },
];

const PART_COLUMNS: readonly Column[] = [
  { title: "part" },
  { title: "runs", align: "right" },
  { title: "bytes", align: "right" },
  { title: "valid" },
];

/** A line per input. */
export function inputTable(inputs: readonly ConvertedInput[]): string {
  const rows = inputs.map(({ file, format, cases, runs, dropped }) => [
    file,
    format,
    ...[cases, runs, dropped].map(String),
  ]);
  return renderTable(INPUT_COLUMNS, rows);
}

/** A line per payload. */
export function partTable(parts: readonly WrittenPart[]): string {
  const rows = parts.map(({ file, runs, bytes, valid }) => [
    file,
    String(runs),
    String(bytes),
    valid ? "yes" : "no",
  ]);
  return renderTable(PART_COLUMNS, rows);
}
