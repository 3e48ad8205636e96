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

const right = (title: string): Column => ({ title, align: "right" });

const INPUT_COLUMNS: readonly Column[] = [
  { title: "input" },
  { title: "format" },
  ...["cases", "runs", "dropped", "passed", "failed", "skipped", "planned"].map(right),
  { title: "findings" },
];

const PART_COLUMNS: readonly Column[] = [
  { title: "part" },
  right("runs"),
  right("bytes"),
  { title: "valid" },
];

/** The account: a line per input. */
export function inputTable(inputs: readonly ConvertedInput[]): string {
  const rows = inputs.map(({ file, format, cases, runs, dropped, statuses, codes }) => {
    const { passed, failed, skipped, planned } = statuses;
    const counts = [cases, runs, dropped, passed, failed, skipped, planned].map(String);
    return [file, format, ...counts, findings(codes)];
  });
  return renderTable(INPUT_COLUMNS, rows);
}

function findings(codes: Readonly<Record<string, number>>): string {
  return Object.entries(codes)
    .map(([code, count]) => `${code} ${count}`)
    .join(", ");
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
