/**
 * Everything that the page shows, as one immutable value.
 *
 * Owns the shape of the state and its beginning. Holds no secret: those stay in the sign-in fields and in the worker.
 */

import type { Diagnostic } from "octane-payload";
import type { PageCases } from "./case-form.js";
import type { ConnectionTest } from "./connection-stations.js";
import { type ContextForm, emptyContextForm } from "./context-form.js";
import type { TextLines } from "./payload-text.js";
import type {
  Catalogue,
  ConvertAnswer,
  ConvertProgress,
  Failure,
  LinkPolicies,
  ServerAddress,
} from "./protocol.js";
import { noSubmission, type SubmissionState } from "./submission-state.js";

/** The steps of the path, in order. */
export const steps = ["reports", "context", "check", "submit", "follow"] as const;

/** One step of the path. */
export type Step = (typeof steps)[number];

/** A report that was dropped, picked, pasted or taken from the samples. */
export interface Report {
  readonly id: number;
  /** Unlike the name of every other report on the page. */
  readonly name: string;
  readonly content: Blob;
}

/** How far the payload is behind the reports and the context. */
export interface ConversionState {
  /** `stale`: to be made anew; `blocked`: the context form has mistakes. */
  readonly phase: "empty" | "stale" | "blocked" | "running" | "ready" | "failed";
  /** The last conversion that ended, kept on show while the next one runs. */
  readonly answer?: ConvertAnswer | undefined;
  readonly failure?: Failure | undefined;
  /** How far it is, while it runs. */
  readonly progress?: ConvertProgress | undefined;
}

/** The bytes of a part. */
export interface PartBytes {
  readonly content: Blob;
  readonly bytes: Uint8Array;
}

/** The ways to sign in, by what they ask for; `session` is the one that the browser has with Octane already. */
export type SignInMethod = "user" | "key" | "session";

/** Whether the page has a session, and what it learned by it. */
export interface ConnectionState {
  readonly address: ServerAddress;
  readonly method: SignInMethod;
  readonly phase: "signed-out" | "signing-in" | "testing" | "signed-in";
  /** The user or the client id of the session; present while signed in. */
  readonly account?: string | undefined;
  /** Present while signed in. */
  readonly catalogue?: Catalogue | undefined;
  readonly schemaDiagnostics: readonly Diagnostic[];
  readonly failure?: Failure | undefined;
  /** How the last test of this address ended. */
  readonly test?: ConnectionTest | undefined;
}

/** The page. */
export interface PageState {
  readonly step: Step;
  readonly reports: readonly Report[];
  readonly context: ContextForm;
  /** Link kinds whose conflicts are settled in another way than by default. */
  readonly policies: LinkPolicies;
  /** How cases become runs, where not by default. */
  readonly cases: PageCases;
  /** Controls that were left once, so that their mistakes may be shown. */
  readonly touched: ReadonlySet<string>;
  /** Whether Continue was pressed with mistakes in the form. */
  readonly summary: boolean;
  readonly conversion: ConversionState;
  readonly connection: ConnectionState;
  readonly skipErrors: boolean;
  /** Whether the tester agreed to send without what the errors of the reports name. */
  readonly sendDespite: boolean;
  readonly submission: SubmissionState;
  /** Index of the part whose runs and text are shown. */
  readonly part: number;
  /** The bytes of a shown part; of the one that is shown now once they are there. */
  readonly partBytes?: PartBytes | undefined;
  /** First row of the table of runs. */
  readonly firstRun: number;
  /** The finding whose place is shown, by its number in the list of findings. */
  readonly chosen?: number | undefined;
  /** First line of the text on the Check step that is shown, counted from 1. */
  readonly firstLine: number;
  /** The text around the chosen finding's place in a report, or why it cannot be shown; absent until it is read. */
  readonly excerpt?: { readonly lines?: TextLines; readonly problem?: string } | undefined;
  /** A message about the reports themselves, such as a paste without text. */
  readonly notice?: string | undefined;
}

/** The page as it opens. */
export const firstState: PageState = {
  step: "reports",
  reports: [],
  context: emptyContextForm,
  policies: { default: "run-wins" },
  cases: {},
  touched: new Set(),
  summary: false,
  conversion: { phase: "empty" },
  connection: {
    address: { way: "gateway", server: "/octane", relay: "", sharedSpace: "", workspace: "" },
    method: "user",
    phase: "signed-out",
    schemaDiagnostics: [],
  },
  skipErrors: false,
  sendDespite: false,
  submission: noSubmission,
  part: 0,
  firstRun: 0,
  firstLine: 1,
};
