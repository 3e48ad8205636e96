/** A submission for eyes: lines while it goes on, a table and the logs at its end. */

import type { Submission, SubmissionProgress, SubmittedPart, TaskLogLine } from "../index.js";
import { counted } from "./progress-words.js";
import { type Column, printable, printableLines, renderTable } from "./tables.js";
import type { ReadPart } from "./task-logs.js";
import type { Colour, Terminal, Writer } from "./terminal.js";

/** Writes a line for each thing that a waiting user wants to know. */
export function narrated(writer: Writer, parts: number): (progress: SubmissionProgress) => void {
  const shown = new Map<number, string>();
  const about = ({ index }: SubmittedPart, words: string) => {
    if (shown.get(index) === words) return;
    shown.set(index, words);
    writer.line(writer.paint("dim", `part ${index + 1} of ${parts}: ${printable(words)}`));
  };
  return (progress) => {
    const { kind } = progress;
    if (kind === "part-sent")
      about(progress.part, `sending ${counted(progress.part.runs, "run")}, ${progress.bytes} bytes`);
    else if (kind === "part-accepted")
      about(progress.part, acceptance(progress.part, progress.fromOlderPush));
    else if (kind === "part-refused" || kind === "status") about(progress.part, progress.part.status);
    else if (kind === "wait") writer.line(writer.paint("dim", waiting(progress.ms, progress.reason)));
  };
}

function acceptance({ id }: SubmittedPart, fromOlderPush: boolean): string {
  return `accepted as ${id}${fromOlderPush ? ", as the same bytes before" : ""}`;
}

/** Why a submission waits. */
export const REASONS: Readonly<Record<string, string>> = {
  busy: "the server is busy",
  connection: "the connection failed",
  pace: "as many requests have left as may in a second",
  processing: "the server works on what it has taken",
};

function waiting(milliseconds: number, reason: string): string {
  return `waiting ${(milliseconds / 1000).toFixed(1)} s before the next try: ${REASONS[reason] ?? reason}`;
}

const COLUMNS: readonly Column[] = [
  { title: "part", align: "right" },
  { title: "runs", align: "right" },
  { title: "id" },
  { title: "status" },
  { title: "until" },
];

/** Writes the end: a line per part, the logs of those that have one to read, the outcome. */
export function showSubmission(
  { out }: Terminal,
  { outcome, parts }: Submission & { parts: readonly ReadPart[] },
): void {
  if (parts.length > 0) out.line(renderTable(COLUMNS, parts.map(row)));
  for (const part of parts) {
    if (part.log && part.status !== "success") out.line(`\nlog of ${part.id}:\n${indented(part.log)}`);
    for (const line of part.logLines ?? []) if (isTied(line)) out.line(`  ${out.paint("dim", ties(line))}`);
  }
  out.line(`${parts.length > 0 ? "\n" : ""}outcome: ${out.paint(COLOURS[outcome] ?? "red", outcome)}`);
}

/** Whether a part ended as anything but a plain success. */
export function isOver({ status }: SubmittedPart): boolean {
  return !["success", "queued", "running"].includes(status);
}

function isTied({ links, runCount }: TaskLogLine): boolean {
  return links.length > 0 || runCount > 0;
}

/** What a message is about: `release 1101 of the report; run "adds" and 3 others`. */
function ties({ text, links, runs, runCount }: TaskLogLine): string {
  const named = links.map(
    ({ kind, value, onReport }) => `${kind} ${value}${onReport ? " of the report" : ""}`,
  );
  const first = runs.slice(0, 3).map(({ name }) => JSON.stringify(name));
  const rest = runCount > first.length ? ` and ${runCount - first.length} others` : "";
  const of = first.length > 0 ? [`${runCount === 1 ? "run" : "runs"} ${first.join(", ")}${rest}`] : [];
  return printable(`"${text}" is about ${[...named, ...of].join("; ")}`);
}

const COLOURS: Readonly<Record<string, Colour>> = { success: "green", warning: "yellow", running: "yellow" };

function row({ index, runs, id, status, until }: SubmittedPart): string[] {
  return [String(index + 1), String(runs), String(id ?? ""), status, until ?? ""];
}

function indented(log: string): string {
  return printableLines(log.trimEnd()).replace(/^(?=.)/gm, "  ");
}
