/** The account of a submission in words: sections of facts, tables and logs, in the language that is spoken. */

import type { Account, AccountPart } from "./account.js";
import { outcomeText } from "./submission-flow.js";
import { taskStatus } from "./task-words.js";
import { text, writtenDate, writtenMoment, writtenNumber } from "./texts/index.js";

/** A label with its value. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Whether the value is English whatever language is spoken: the core's words. */
  readonly isEnglish?: boolean;
}

/** A section of the account. */
export interface Section {
  readonly title: string;
  readonly facts?: readonly Fact[];
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** What a server wrote, word for word. */
  readonly quotation?: string;
}

/** The title of the whole. */
export function accountTitle(): string {
  return text("account.title");
}

/** The sections, what matters most first. */
export function accountSections(account: Account): Section[] {
  return [
    { title: outcomeWords(account), facts: facts(account) },
    { title: text("follow.parts"), table: partTable(account) },
    ...(account.reports.length > 0 ? [{ title: text("step.reports"), table: reportTable(account) }] : []),
    ...account.parts.flatMap((part) => logSection(part)),
  ];
}

/** How it stands, or ended. */
export function outcomeWords({ outcome }: Account): string {
  if (outcome === "interrupted") return text("summary.follow.broken");
  return outcome === "sending" || outcome === "paused" ? taskStatus(outcome) : text(outcomeText(outcome));
}

function facts(account: Account): Fact[] {
  const { began, ended, failure, server, sharedSpace, workspace, skipErrors, diagnostics } = account;
  const written = (label: string, time: string | undefined): Fact[] =>
    time === undefined ? [] : [{ label, value: writtenDate(Date.parse(time)) }];
  const told = (label: string) => (value: string) => ({ label, value, isEnglish: true });
  return [
    { label: text("connection.title"), value: server },
    { label: text("connection.sharedSpace"), value: sharedSpace },
    { label: text("connection.workspace"), value: workspace },
    ...written(text("account.began"), began),
    ...written(text("account.ended"), ended),
    { label: text("submit.skip-errors"), value: text(skipErrors ? "follow.yes" : "follow.no") },
    ...(failure ? [failure.message] : []).map(told(text("account.failure"))),
    ...diagnostics.map(({ message }) => message).map(told(text("account.told"))),
  ];
}

function partTable({ parts }: Account): NonNullable<Section["table"]> {
  return {
    head: [
      text("follow.part"),
      text("files.runs"),
      text("follow.id"),
      text("follow.status"),
      text("follow.until"),
      text("account.sha256"),
    ],
    rows: parts.map((part) => [
      writtenNumber(part.number),
      writtenNumber(part.runs),
      part.id === undefined ? "–" : String(part.id),
      part.knownBefore
        ? `${taskStatus(part.status)}, ${text("follow.known-before")}`
        : taskStatus(part.status),
      part.until === undefined ? "–" : writtenMoment(part.until),
      part.sha256,
    ]),
  };
}

function reportTable({ reports }: Account): NonNullable<Section["table"]> {
  return {
    head: [
      text("files.name"),
      text("files.format"),
      text("files.cases"),
      text("files.runs"),
      text("files.dropped"),
    ],
    rows: reports.map(({ file, format, cases, runs, dropped }) => [
      file,
      format,
      ...[cases, runs, dropped].map(writtenNumber),
    ]),
  };
}

function logSection({ number, log }: AccountPart): Section[] {
  return log === undefined ? [] : [{ title: text("follow.log.of", { number }), quotation: log.trimEnd() }];
}
