/** How far something is, in words. */

import { now } from "./clock.js";
import { printable } from "./tables.js";
import type { Writer } from "./terminal.js";

/** What a command does at the moment. */
export interface Stage {
  /** What is done, such as "reading report.xml". */
  what: string;
  /** How much of it, from 0 to 1; undefined where nobody knows. */
  share?: number | undefined;
  /** Parts, tests, bytes. */
  figures?: readonly string[];
  waiting?: Waiting | undefined;
}

/** What is waited for. */
export interface Waiting {
  why: string;
  /** Until when, on the clock of `now()`; undefined where nobody knows. */
  until?: number | undefined;
}

const CELLS = 24;

/** The stage for a screen: what is done, how much of it, and what is waited for, a line each. */
export function drawnStage(stage: Stage, elapsed: number, paint: Writer["paint"]): string {
  const { share, figures = [], waiting } = stage;
  const amount = [...(share === undefined ? [] : [percent(share)]), ...figures, duration(elapsed)].join("  ");
  return [
    printable(stage.what),
    share === undefined ? amount : `${bar(share, paint)} ${amount}`,
    ...(waiting === undefined ? [] : [paint("yellow", waitingWords(waiting))]),
  ].join("\n");
}

/** The stage as one line. */
export function plainStage({ what, share, figures = [], waiting }: Stage, elapsed: number): string {
  const amount = [...(share === undefined ? [] : [percent(share)]), ...figures, duration(elapsed)];
  const because = waiting === undefined ? "" : `; ${waitingWords(waiting)}`;
  return printable(`${what}: ${amount.join(", ")}${because}`);
}

/** In signs that every terminal has. */
function bar(share: number, paint: Writer["paint"]): string {
  const full = Math.floor(within(share) * CELLS);
  return `[${paint("green", "#".repeat(full))}${paint("dim", "-".repeat(CELLS - full))}]`;
}

function percent(share: number): string {
  return `${Math.floor(within(share) * 100)} %`;
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function waitingWords({ why, until }: Waiting): string {
  const left = until === undefined ? 0 : Math.ceil((until - now()) / 1000);
  return printable(`waiting${left > 0 ? ` ${left} s` : ""}: ${why}`);
}

/** Whole seconds, and minutes where there are some. */
function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Bytes as people read them, of a whole where it is known. */
export function sizeWords(bytes: number, total?: number): string {
  const [unit, name] = UNITS.find(([least]) => (total ?? bytes) >= least) ?? [1, "bytes"];
  const figure = (count: number) => (unit === 1 ? String(count) : (count / unit).toFixed(1));
  return total === undefined ? `${figure(bytes)} ${name}` : `${figure(bytes)} of ${figure(total)} ${name}`;
}

const UNITS: readonly [number, string][] = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
];

/** `1 part`, `2 parts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
