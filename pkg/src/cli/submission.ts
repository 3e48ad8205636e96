/** `submit` as a story: sign in, take the schema, convert and check, send what is missing, follow to the end. */

import type { OctaneClient, Submission, SubmissionProgress } from "../index.js";
import { exitCodes, isOctaneError } from "../octane-error.js";
import type { ConvertedInput, Diagnostic, EntityId, Part } from "../types.js";
import type { Result, Surroundings } from "./act.js";
import { type ConversionFlags, convertFiles, findingsOf, forEachPart, isSendable } from "./conversion.js";
import { inputTable } from "./conversion-words.js";
import { type Deadline, deadlineIn } from "./deadline.js";
import { ExitCode } from "./exit-codes.js";
import { usageFailure } from "./failure.js";
import { bytesOf } from "./files.js";
import type { Sources } from "./findings.js";
import { inputPaths } from "./inputs.js";
import { type Journal, openJournal } from "./journal.js";
import { journaling } from "./journaling.js";
import { partPath } from "./part-files.js";
import { schemaFor } from "./schemas.js";
import { readServerPlace, type ServerFlags } from "./server-options.js";
import { inSession } from "./session.js";
import { narrated, showSubmission } from "./submission-words.js";

/** The flags of `submit`. */
export interface SubmitFlags extends ServerFlags, ConversionFlags {
  skipErrors?: boolean;
  /** Milliseconds. */
  timeout?: number;
  journal?: string;
  resume?: boolean;
  schema?: string;
  json?: boolean;
}

/** Submits the files. What can be refused without the server is refused before it is asked. */
export async function submitFiles(
  files: string[],
  flags: SubmitFlags,
  surroundings: Surroundings,
): Promise<Result> {
  if (flags.resume && flags.journal === undefined) throw usageFailure("--resume is given without --journal");
  await inputPaths(files);
  const deadline = deadlineIn(flags.timeout, surroundings.signal);
  const bounded = { ...surroundings, signal: deadline.signal };
  return inSession(flags, bounded, (client) => converse(client, files, flags, surroundings, deadline)).catch(
    deadline.rethrow,
  );
}

/** All that is asked of the server, once signed in. */
async function converse(
  client: OctaneClient,
  files: string[],
  flags: SubmitFlags,
  surroundings: Surroundings,
  deadline: Deadline,
): Promise<Result> {
  const { schema, origin } = await schemaFor(client, flags.schema, deadline.signal);
  const parts: Part[] = [];
  const conversion = convertFiles(files, flags, { schema, signal: surroundings.signal });
  const summary = await forEachPart(conversion, (part) => void parts.push(part));
  const told = { inputs: summary.inputs, diagnostics: [origin, ...findingsOf(summary, parts, NO_FOLDER)] };
  if (!isSendable(summary, parts)) return notSent(told, parts);
  return sent(await send(client, parts, { ...flags, ...deadline.left() }, surroundings), told, parts);
}

/** The folder in the names of parts that are nowhere on the disk. */
const NO_FOLDER = "";

/** Sends the parts, or what a journal says is missing of them. */
async function send(
  client: OctaneClient,
  parts: readonly Part[],
  flags: SubmitFlags,
  surroundings: Surroundings,
): Promise<Submission> {
  const journal = journalOf(flags, parts, surroundings);
  const keeping = journal && journaling(journal);
  const tell = flags.json ? () => {} : narrated(surroundings.terminal.err, parts.length);
  const onProgress = (progress: SubmissionProgress) => {
    keeping?.hear(progress);
    tell(progress);
  };
  const signal = AbortSignal.any([surroundings.signal, ...(keeping ? [keeping.signal] : [])]);
  const options = { ...submitOptions(flags), signal, onProgress };
  const submission = await client.submit(withKnownIds(parts, journal), options).catch(submissionOf);
  keeping?.end(submission.parts);
  return submission;
}

/** What is known of the parts where the server could not judge all of them. */
function submissionOf(error: unknown): Submission {
  if (isOctaneError(error) && error.submission !== undefined) return error.submission;
  throw error;
}

function journalOf(flags: SubmitFlags, parts: readonly Part[], { env }: Surroundings): Journal | undefined {
  if (flags.journal === undefined) return undefined;
  const identity = {
    ...readServerPlace(flags, env),
    skipErrors: flags.skipErrors === true,
    parts: parts.map(described),
  };
  return openJournal(flags.journal, identity, { resume: flags.resume === true });
}

function described({ index, runs, sha256 }: Part): { index: number; runs: number; sha256: string } {
  return { index, runs, sha256 };
}

function submitOptions({ skipErrors = false, timeout }: SubmitFlags): {
  skipErrors: boolean;
  timeout?: number;
} {
  return { skipErrors, ...(timeout !== undefined && { timeout }) };
}

/** A part that the server has already taken is followed under its id, and not sent again. */
function withKnownIds(parts: readonly Part[], journal: Journal | undefined): (Part & { id?: EntityId })[] {
  return parts.map((part) => {
    const id = journal?.accepted.get(part.sha256);
    return id === undefined ? part : { ...part, id };
  });
}

/** What was found before anything was sent. */
interface Told {
  inputs: readonly ConvertedInput[];
  diagnostics: readonly Diagnostic[];
}

function notSent({ inputs, diagnostics }: Told, parts: readonly Part[]): Result {
  return {
    exitCode: ExitCode.input,
    document: { outcome: "not-sent", parts: [], diagnostics },
    diagnostics,
    sources: sourcesWith(parts),
    show: ({ out }) => out.line(`${inputTable(inputs)}\n\nnothing sent`),
  };
}

function sent(submission: Submission, told: Told, parts: readonly Part[]): Result {
  const diagnostics = [...told.diagnostics, ...submission.diagnostics];
  return {
    exitCode: exitCodeOf(submission.outcome),
    document: { ...submission, diagnostics },
    diagnostics,
    sources: sourcesWith(parts),
    show: (terminal) => {
      terminal.out.line(`${inputTable(told.inputs)}\n`);
      showSubmission(terminal, submission);
    },
  };
}

function exitCodeOf(outcome: string): ExitCode {
  const codes: Readonly<Record<string, number>> = exitCodes;
  return (codes[outcome] ?? ExitCode.internal) as ExitCode;
}

/** Where the texts of findings stand: reports on the disk, parts in memory. */
function sourcesWith(parts: readonly Part[]): Sources {
  const held = new Map(parts.map((part) => [partPath(NO_FOLDER, part.index), part.bytes]));
  return (file) => {
    const bytes = held.get(file);
    return bytes === undefined ? bytesOf(file) : once(bytes);
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
