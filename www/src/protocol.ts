/**
 * What the page and its worker say to each other: numbered calls, their progress, one answer or one failure each, and an abort.
 *
 * Owns the messages as types. Knows neither the core nor the page.
 */

import type {
  Choices,
  ConversionSummary,
  Diagnostic,
  EntityId,
  LinkKind,
  LinkPolicy,
  LookUpRequest,
  OctaneCredentials,
  Part,
  Submission,
  SubmissionProgress,
  SubmittedPart,
  TaskLogLine,
} from "octane-payload";
import type { ContextContent, ContextNotation } from "octane-payload/context-file";
import type { PageCases } from "./case-form.js";
import type {
  DescribeAnswer,
  LocateAnswer,
  LocateRequest,
  Mending,
  MendRequest,
  PackedReport,
  SchemaText,
} from "./check/messages.js";
import type { ConnectionTest } from "./connection-stations.js";
import type { RunDetails, RunReasons, RunRequest, RunWindow } from "./runs/messages.js";

export type { Choice, LookUpKind, LookUpRequest } from "octane-payload";

/** A report as the page holds it: a name that no other report has, and its bytes. */
export interface NamedBlob {
  readonly name: string;
  readonly content: Blob;
  /** Whether it may be something else than a report. */
  readonly isOptional?: boolean | undefined;
}

/** Which schema the parts were validated against. */
export interface SchemaOrigin {
  /** `kept`: a server gave it at an earlier time, and gives none now. */
  readonly from: "bundled" | "server" | "kept";
  /** Whether the server was asked and has none; with `from: "bundled"` only. */
  readonly isMissing?: boolean;
  /** The server it came from; absent with `from: "bundled"`. */
  readonly server?: string;
  /** When it was fetched, in milliseconds since 1970; absent with `from: "bundled"`. */
  readonly fetched?: number;
  /** Of its text, in hexadecimal; absent with `from: "bundled"`. */
  readonly sha256?: string;
  /** The server's own schema before this one; present where it has changed since the last sign-in. */
  readonly replaced?: ReplacedSchema;
  /** What it says differently from the bundled one, in one line; absent where it says the same. */
  readonly differences?: string | undefined;
}

/** A schema that a server had before. */
export interface ReplacedSchema {
  /** When it was fetched, in milliseconds since 1970. */
  readonly fetched: number;
  /** What the new one says differently, in one line; absent where it says the same in other words. */
  readonly differences?: string | undefined;
}

/** How conflicts are settled, by kind of link. */
export type LinkPolicies = Partial<Record<LinkKind, LinkPolicy>> & { readonly default: LinkPolicy };

/** What `convert` needs. */
export interface ConvertRequest {
  readonly reports: readonly NamedBlob[];
  readonly context: ContextContent;
  readonly linkPolicy: LinkPolicies;
  readonly cases: PageCases;
}

/** How far `convert` is: bytes of all reports. */
export interface ConvertProgress {
  readonly done: number;
  readonly total: number;
}

/** A part whose bytes the browser keeps, so that a thousand of them do not fill the page's memory. */
export type PagePart = Omit<Part, "bytes" | "origins"> & { readonly content: Blob };

/** What `convert` gives: the conversion, and the schema behind its findings. */
export interface ConvertAnswer extends ConversionSummary {
  readonly parts: readonly PagePart[];
  readonly schema: SchemaOrigin;
}

/** The ways by which the page reaches Octane, the usual one first. */
export const ways = ["gateway", "relay", "same-origin"] as const;

/** One of them: a gateway of the page's own origin, a relay that takes addresses, or none where Octane serves the page. */
export type Way = (typeof ways)[number];

/** Where Octane is, as this page reaches it, and which workspace is meant. */
export interface ServerAddress {
  readonly way: Way;
  /** The gateway's path, such as `/octane`; with the other ways Octane's own base URL. */
  readonly server: string;
  /** The relay's address, with `{url}` in the place of Octane's; empty with the other ways. */
  readonly relay: string;
  readonly sharedSpace: string;
  readonly workspace: string;
}

/** The ways to sign in at the page. */
export type Credentials = Extract<OctaneCredentials, { password: string } | { xsrfToken: string }> | ApiKey;

/** An API key, with nothing to exchange. */
type ApiKey = Omit<Extract<OctaneCredentials, { subjectToken: string }>, "subjectToken">;

/** What `signIn` needs. */
export interface SignInRequest extends ServerAddress {
  /** By which the gateway knows the page that it served; absent with the other ways. */
  readonly token?: string | undefined;
  readonly credentials: Credentials;
}

/** What `lookUp` gives: the first that fit, or why there are none. */
export type LookUpAnswer =
  | Choices
  | {
      /** The status that the server answered, or that it could not be reached. */
      readonly refused: number | "unreachable";
      readonly reason?: string | undefined;
    };

/** What `signIn` gives. */
export interface SignInAnswer {
  readonly schema: SchemaOrigin;
  /** What is wrong with the server's schema; empty where it is in use. */
  readonly schemaDiagnostics: readonly Diagnostic[];
}

/** What `submit` needs: the bytes that the page shows. A part with an id is with Octane already, and only followed. */
export interface SubmitRequest {
  readonly parts: readonly (PagePart & { readonly id?: EntityId })[];
  readonly skipErrors: boolean;
  /** A comment behind each payload makes its bytes new to the server; absent where they go as they are shown. */
  readonly mark?: string;
}

/** What `readLogs` needs: logs, each with the part that it is about. */
export interface ReadLogsRequest {
  readonly logs: readonly { readonly index: number; readonly log: string; readonly part: PagePart }[];
}

/** The messages of a log, tied to what they name in the payload. */
export interface ReadLog {
  readonly index: number;
  readonly lines: readonly TaskLogLine[];
}

/** A context file that was read without faults. */
export interface ContextSource {
  readonly name: string;
  readonly notation: ContextNotation;
  /** As it was read: what has not changed is saved as it stands here. */
  readonly text: string;
  /** Of a YAML file, in their order. */
  readonly comments: readonly string[];
}

/** What `readContext` gives: the faults of a file, or what it says. */
export type ContextRead =
  | { readonly faults: readonly Diagnostic[] }
  | { readonly source: ContextSource; readonly content: ContextContent };

/** What `writeContext` needs. */
export interface ContextToWrite {
  readonly content: ContextContent;
  readonly notation: ContextNotation;
  /** A text of the same notation that it is to stay like. */
  readonly before?: string | undefined;
}

/** A context, and how its conflicts are settled: what a link carries. */
export interface ContextLink {
  readonly content: ContextContent;
  readonly policies: LinkPolicies;
}

/** A packed context of more letters than links have. */
export interface TooLongLink {
  readonly refused: "too-long";
  readonly length: number;
  readonly most: number;
}

/** What `writeLink` gives: the packed context, as it stands in a fragment. */
export type LinkWritten = TooLongLink | { readonly link: string };

/** What `readLink` gives: what a link says, the faults of its context, or why it is none. */
export type LinkRead =
  | TooLongLink
  | { readonly refused: "broken" }
  | { readonly faults: readonly Diagnostic[] }
  | ContextLink;

interface Call<Request, Answer, Progress = never> {
  readonly request: Request;
  readonly answer: Answer;
  readonly progress: Progress;
}

/** Every call that the worker answers. */
export interface Calls {
  convert: Call<ConvertRequest, ConvertAnswer, ConvertProgress>;
  signIn: Call<SignInRequest, SignInAnswer>;
  testConnection: Call<SignInRequest, ConnectionTest>;
  lookUp: Call<LookUpRequest, LookUpAnswer>;
  signOut: Call<null, null>;
  zip: Call<readonly PagePart[], Blob>;
  readContext: Call<NamedBlob, ContextRead>;
  writeContext: Call<ContextToWrite, string>;
  readLink: Call<string, LinkRead>;
  writeLink: Call<ContextLink, LinkWritten>;
  submit: Call<SubmitRequest, Submission, SubmissionProgress>;
  readLogs: Call<ReadLogsRequest, readonly ReadLog[]>;
  /** A window of the runs of the last conversion. */
  listRuns: Call<RunRequest, RunWindow>;
  /** All about the run of that number. */
  readRun: Call<number, RunDetails>;
  /** The run that a finding is about. */
  locateFinding: Call<LocateRequest, LocateAnswer>;
  /** What the schema in use allows at the element of that path. */
  describeElement: Call<readonly string[], DescribeAnswer>;
  /** The text of the schema in use. */
  readSchema: Call<null, SchemaText>;
  /** The bytes of a packed report. */
  unpack: Call<PackedReport, Blob>;
  /** Reports with fixes, to be looked at before they are used. */
  mend: Call<MendRequest, readonly Mending[]>;
  /** Why that run is linked to what it is linked to. */
  explainRun: Call<number, RunReasons>;
}

/** The name of a call. */
export type CallName = keyof Calls;

/** Why a call failed, as data; words are made by the page. */
export interface Failure {
  /** The kind of an `OctaneError`, `schema`, `options`, `context`, or `crashed`, `aborted`, `internal`. */
  readonly kind: string;
  /** The error's own words, without any secret. */
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Of a submission: what is known of each of its parts. */
  readonly parts?: readonly SubmittedPart[] | undefined;
}

/** What the page sends. */
export type ToWorker =
  | {
      [Name in CallName]: {
        readonly id: number;
        readonly call: Name;
        readonly request: Calls[Name]["request"];
      };
    }[CallName]
  | { readonly id: number; readonly call: "abort" };

/** What the worker sends. */
export type FromWorker =
  | { readonly id: number; readonly progress: unknown }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };
