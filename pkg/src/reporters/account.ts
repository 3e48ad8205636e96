/** What came of a report, in one line. */

import { stripVTControlCharacters } from "node:util";
import { isOctaneError, type Submission } from "../index.js";
import { partPath } from "../part-files.js";
import type { Diagnostic } from "../types.js";
import type { Written } from "./written.js";

/** The end of a report. */
export interface Account {
  /** Whether all was delivered as it was wanted. */
  isDelivered: boolean;
  /** One line, without a line break. */
  line: string;
}

/** Whether the parts were to be sent, and what the server made of them. */
export interface Sending {
  isWanted: boolean;
  submission?: Submission;
}

/** Parts that were written, and perhaps sent. */
export function accountOf(written: Written, { isWanted, submission }: Sending): Account {
  const { summary, parts } = written;
  if (summary.inputs.every(({ cases }) => cases === 0)) return NOTHING;
  const findings = [...summary.diagnostics, ...parts.flatMap(({ diagnostics }) => diagnostics)];
  const error = findings.find(({ severity }) => severity === "error");
  const isTaken = submission === undefined || isDone(submission);
  const ending = submission === undefined ? undefined : sentWords(submission);
  const unsent = isWanted && submission === undefined && parts.length > 0 ? "not sent" : undefined;
  const cause = error ?? (isTaken ? undefined : submission?.diagnostics[0]);
  const pieces = [runWords(written), ending, unsent, findingWords(findings), cause?.message];
  return {
    isDelivered: error === undefined && unsent === undefined && isTaken,
    line: line(pieces.filter((piece) => piece !== undefined && piece !== "").join("; ")),
  };
}

/** A filter may leave no test; whether that is wrong is the tool's to say. */
const NOTHING: Account = { isDelivered: true, line: "octane-payload: no test ended, nothing written" };

/** Something went wrong on the way; what was written is still there, and can be sent later. */
export function failedAccount(error: unknown, written: Written | undefined): Account {
  const reason = error instanceof Error ? error.message : String(error);
  const help = isOctaneError(error) ? error.diagnostics.find((each) => each.help)?.help : undefined;
  const told = help === undefined ? reason : `${reason} (${help})`;
  const words =
    written === undefined ? `nothing written: ${told}` : `${runWords(written)}; not sent: ${told}`;
  return { isDelivered: false, line: line(words) };
}

function isDone({ outcome }: Submission): boolean {
  return outcome === "success" || outcome === "warning";
}

function sentWords({ outcome, parts }: Submission): string {
  const tasks = parts.flatMap(({ id }) => (id === undefined ? [] : [String(id)]));
  return `sent: ${outcome}${tasks.length === 0 ? "" : ` (${tasks.length === 1 ? "task" : "tasks"} ${tasks.join(", ")})`}`;
}

function runWords({ folder, summary, parts }: Written): string {
  const [input] = summary.inputs;
  const [first] = parts;
  if (input === undefined || first === undefined) return "nothing written";
  const statuses = Object.entries(input.statuses).filter(([, count]) => count > 0);
  const counts = statuses.map(([status, count]) => `${count} ${status}`).join(", ");
  const place = `${parts.length === 1 ? "1 part" : `${parts.length} parts`}, ${partPath(folder, first.index)}`;
  return `${count(input.runs, "run")} (${counts}) in ${place}${parts.length === 1 ? "" : " and on"}`;
}

/** How many findings of each code; those that only tell are not counted. */
function findingWords(findings: readonly Diagnostic[]): string {
  const codes = new Map<string, number>();
  for (const { severity, code } of findings) {
    if (severity !== "info") codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return Array.from(codes, ([code, times]) => `${code} ${times}`).join(", ");
}

function count(number: number, thing: string): string {
  return `${number} ${number === 1 ? thing : `${thing}s`}`;
}

/** Whatever names stand in it, it stays one line and does nothing to a terminal. */
function line(words: string): string {
  return `octane-payload: ${stripVTControlCharacters(words).replace(/\s+/g, " ")}`;
}
