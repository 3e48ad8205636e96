/** `submit` as a story: sign in, take the schema, convert and check, send what is missing, follow to the end. */

import type { OctaneClient, Submission, SubmissionProgress } from "../index.js";
import type { FileJournal } from "../journal-file.js";
import { exitCodes, isOctaneError } from "../octane-error.js";
import type { ConvertedInput, Diagnostic, Part } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { type ConversionFlags, convertFiles, findingsOf, forEachPart, isSendable } from "./conversion.js";
import { inputTable } from "./conversion-words.js";
import { type Deadline, deadlineIn } from "./deadline.js";
import { ExitCode } from "./exit-codes.js";
import { bytesOf } from "./files.js";
import type { Sources } from "./findings.js";
import { inputPaths } from "./inputs.js";
import { journalFailure, openJournal } from "./journals.js";
import type { OutputFlags } from "./output-flags.js";
import { partPath } from "./part-files.js";
import { type Progress, withProgress } from "./progress.js";
import { schemaFor } from "./schemas.js";
import { sendingMeter } from "./sending-progress.js";
import { readServerPlace, type ServerFlags } from "./server-options.js";
import { inSession } from "./session.js";
import { openSpool, type Spool } from "./spool.js";
import { narrated, showSubmission } from "./submission-words.js";
import { type ReadPart, withReadLogs } from "./task-logs.js";
import type { TrafficFlags } from "./traffic-flags.js";

/** The flags of `submit`. */
export interface SubmitFlags extends ServerFlags, TrafficFlags, ConversionFlags, OutputFlags {
  skipErrors?: boolean;
  /** Milliseconds. */
  timeout?: number;
  /** The same in the words of the vendor's tool. */
  checkResultTimeout?: number;
  journal?: string;
  resume?: boolean;
  /** Sends payloads that the server knows as if it did not. */
  asNew?: boolean;
  schema?: string;
  /** Does all but send. */
  dryRun?: boolean;
  failOnWarning?: boolean;
}

/** Submits the files. What can be refused without the server is refused before it is asked. */
export async function submitFiles(
  files: string[],
  flags: SubmitFlags,
  surroundings: Surroundings,
): Promise<Result> {
  inputPaths(files);
  return withProgress(surroundings, flags, (progress) =>
    submitted(files, flags, { ...surroundings, progress }),
  );
}

async function submitted(files: string[], flags: SubmitFlags, surroundings: Watched): Promise<Result> {
  const deadline = deadlineIn(flags.timeout ?? flags.checkResultTimeout, surroundings.signal);
  const bounded = { ...surroundings, signal: deadline.signal };
  const spool = await openSpool();
  const work = (client: OctaneClient) => converse(client, { files, flags, surroundings, deadline, spool });
  try {
    return await inSession(flags, bounded, work).catch(deadline.rethrow);
  } finally {
    await spool.dispose();
  }
}

/** Surroundings in which somebody may be told how far it is. */
type Watched = Surroundings & { progress: Progress | undefined };

/** What a submission works with. */
interface Task {
  files: string[];
  flags: SubmitFlags;
  surroundings: Watched;
  deadline: Deadline;
  spool: Spool;
}

/** All that is asked of the server, once signed in. */
async function converse(client: OctaneClient, task: Task): Promise<Result> {
  const { files, flags, surroundings, deadline, spool } = task;
  const source = { client, place: readServerPlace(flags, surroundings.env), env: surroundings.env };
  const { progress, signal } = surroundings;
  const { schema, origin } = await schemaFor(source, flags.schema, deadline.signal);
  const conversion = convertFiles(files, flags, { schema, signal, progress });
  const summary = await forEachPart(conversion, (part) => spool.keep(part));
  const findings = findingsOf(summary, spool.accounts, NO_FOLDER);
  const told = { inputs: summary.inputs, diagnostics: [...origin, ...findings] };
  const isWanted = isSendable(summary, spool.accounts);
  if (flags.dryRun && isWanted) return dryRun(told, spool);
  const result = isWanted
    ? await sent(await send(client, { ...task, flags: { ...flags, ...deadline.left() } }), told, task)
    : notSent(told);
  return { ...result, sources: await sourcesOf(result.diagnostics, spool) };
}

/** The folder in the names of parts that are nowhere on the user's disk. */
const NO_FOLDER = "";

/** Sends the parts, or what a journal says is missing of them. */
async function send(client: OctaneClient, { flags, surroundings, spool }: Task): Promise<Submission> {
  const { newMark } = await import("../mark-as-new.js");
  const { skipErrors = false, timeout, resume = false } = flags;
  const identity = {
    ...readServerPlace(flags, surroundings.env),
    skipErrors,
    parts: spool.accounts.map(({ index, runs, sha256 }) => ({ index, runs, sha256 })),
  };
  const head = flags.asNew ? { mark: newMark() } : {};
  const opened = openJournal(identity, { folder: flags.journal, resume, head }, surroundings.env);
  const { journal } = opened;
  const mark = journal?.head.mark ?? (head as { mark?: string }).mark;
  const tell = toldBy(surroundings, spool.accounts.length);
  const options = {
    skipErrors,
    signal: surroundings.signal,
    onProgress: (progress: SubmissionProgress) => tell(progress),
    ...(timeout !== undefined && { timeout }),
    ...(journal !== undefined && { journal }),
  };
  let submission: Submission | undefined;
  try {
    submission = await client
      .submit(marked(spool, mark), options)
      .catch((error) => submissionOf(error, journal));
    return { ...submission, diagnostics: [...opened.diagnostics, ...submission.diagnostics] };
  } finally {
    opened.close(submission !== undefined && isWhole(submission, spool));
  }
}

/** A bar tells it where there is one, and lines where there is none. */
function toldBy({ progress, terminal }: Watched, parts: number): (progress: SubmissionProgress) => void {
  if (progress === undefined) return () => {};
  if (progress.isDrawn) return sendingMeter(progress, parts);
  progress.end();
  return narrated(terminal.err, parts);
}

/** The parts, with a mark where there is one: the same mark in a resumed submission, so that its parts are known again. */
async function* marked(spool: Spool, mark: unknown): AsyncGenerator<Part> {
  const { markAsNew } = await import("../mark-as-new.js");
  for await (const part of spool.parts()) {
    yield typeof mark === "string" ? await markAsNew(part, mark) : part;
  }
}

/** Whether nothing is left that a resumed submission could bring on. */
function isWhole({ parts }: Submission, { accounts }: Spool): boolean {
  const active = new Set(["queued", "running"]);
  return (
    parts.length === accounts.length &&
    parts.every(({ id, status }) => id !== undefined && !active.has(status))
  );
}

/** What is known of the parts where the server could not judge all of them. A journal that cannot be written fails the command. */
function submissionOf(error: unknown, journal: FileJournal | undefined): Submission {
  if (!isOctaneError(error) || error.submission === undefined) throw error;
  const isUnwritten = error.diagnostics.some(({ code }) => code === "journal");
  if (journal !== undefined && isUnwritten) throw journalFailure(journal.path, error.cause);
  return error.submission;
}

/** What was found before anything was sent. */
interface Told {
  inputs: readonly ConvertedInput[];
  diagnostics: readonly Diagnostic[];
}

function notSent({ inputs, diagnostics }: Told): Result {
  return {
    exitCode: ExitCode.input,
    document: { outcome: "not-sent", parts: [], diagnostics },
    diagnostics,
    show: ({ out }) => out.line(`${inputTable(inputs)}\n\nnothing sent`),
  };
}

/** The parts as they would be sent. */
function dryRun({ inputs, diagnostics }: Told, { accounts }: Spool): Result {
  const parts = accounts.map(({ index, runs, sha256 }) => ({ index, runs, sha256, status: "not-sent" }));
  return {
    exitCode: ExitCode.done,
    document: { outcome: "not-sent", parts, diagnostics },
    diagnostics,
    show: ({ out }) => {
      out.line(`${inputTable(inputs)}\n`);
      out.line(`dry run: nothing sent; ${parts.length} ${parts.length === 1 ? "part" : "parts"} would be`);
    },
  };
}

async function sent(submission: Submission, told: Told, { flags, spool }: Task): Promise<Result> {
  const diagnostics = [...told.diagnostics, ...submission.diagnostics];
  const parts: ReadPart[] = await withReadLogs(submission.parts, spool);
  return {
    exitCode: exitCodeOf(submission.outcome, flags),
    document: { ...submission, parts, diagnostics },
    diagnostics,
    show: (terminal) => {
      terminal.out.line(`${inputTable(told.inputs)}\n`);
      showSubmission(terminal, { ...submission, parts });
    },
  };
}

function exitCodeOf(outcome: string, { failOnWarning }: SubmitFlags): ExitCode {
  if (outcome === "warning" && failOnWarning) return ExitCode.failed;
  const codes: Readonly<Record<string, number>> = exitCodes;
  return (codes[outcome] ?? ExitCode.internal) as ExitCode;
}

/** Where the texts of findings stand: reports on the disk; parts, as long as they are there, in memory. */
async function sourcesOf(diagnostics: readonly Diagnostic[], spool: Spool): Promise<Sources> {
  const named = new Set(diagnostics.map(({ file }) => file));
  const held = new Map<string, Uint8Array>();
  for (const { index } of spool.accounts) {
    const path = partPath(NO_FOLDER, index);
    if (named.has(path)) held.set(path, await spool.bytesOf(index));
  }
  return (file) => {
    const bytes = held.get(file);
    return bytes === undefined ? bytesOf(file) : once(bytes);
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
