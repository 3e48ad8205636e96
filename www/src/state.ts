/**
 * Everything that the page shows, as one immutable value.
 *
 * Owns the shape of the state and its beginning. Holds no secret: those stay in the sign-in fields and in the worker.
 */

import type { Diagnostic } from "octane-payload";
import type { PageCases } from "./case-form.js";
import { type CheckState, firstCheck } from "./check/state.js";
import type { ConnectionTest } from "./connection-stations.js";
import type { ContextNotice, MadeLink } from "./context-file.js";
import { type ContextForm, emptyContextForm } from "./context-form.js";
import type { LookUpState } from "./flow/look-up.js";
import type {
  ContextSource,
  ConvertAnswer,
  ConvertProgress,
  Failure,
  LinkPolicies,
  ServerAddress,
} from "./protocol.js";
import { firstRuns, type RunsState } from "./runs/state.js";
import { noSubmission, type SubmissionState } from "./submission-state.js";
import type { Phrase } from "./texts/index.js";

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
  /** Whether it may be something else than a report, as files of a dropped folder may; it is then left out. */
  readonly isOptional?: boolean | undefined;
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

/** The ways to sign in, by what they ask for; `session` is the one that the browser has with Octane already. */
export type SignInMethod = "user" | "key" | "session";

/** A failure; one that the page itself found is told in its own words. */
export type ShownFailure = Failure & { readonly phrase?: Phrase };

/** Whether the page has a session, and what it learned by it. */
export interface ConnectionState {
  readonly address: ServerAddress;
  readonly method: SignInMethod;
  readonly phase: "signed-out" | "signing-in" | "testing" | "signed-in";
  /** The user or the client id of the session; present while signed in. */
  readonly account?: string | undefined;
  /** The names of what was chosen in look-ups of this session, by kind and id. */
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly schemaDiagnostics: readonly Diagnostic[];
  readonly failure?: ShownFailure | undefined;
  /** How the last test of this address ended. */
  readonly test?: ConnectionTest | undefined;
}

/** The page. */
export interface PageState {
  readonly step: Step;
  readonly reports: readonly Report[];
  readonly context: ContextForm;
  /** The form as it was last opened, saved, linked to or sent; absent before. */
  readonly contextKept?: ContextForm | undefined;
  /** The file that the form was filled from last; absent where it was not. */
  readonly contextSource?: ContextSource | undefined;
  /** What was done to the form at once, or why it was not. */
  readonly contextNotice?: ContextNotice | undefined;
  /** The last link that was made to a context. */
  readonly contextLink?: MadeLink | undefined;
  /** The look-up of the field that is typed into; absent where none is. */
  readonly lookUp?: LookUpState | undefined;
  /** Link kinds whose conflicts are settled in another way than by default. */
  readonly policies: LinkPolicies;
  /** Earlier choices of policies, and those that were taken back, the nearest first. */
  readonly policyHistory: {
    readonly past: readonly LinkPolicies[];
    readonly future: readonly LinkPolicies[];
  };
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
  /** Why the payload could not be packed. */
  readonly takeFailure?: Failure | undefined;
  readonly submission: SubmissionState;
  /** First of the reports that are listed. */
  readonly firstFile: number;
  /** The runs of all parts, as they are looked at. */
  readonly runs: RunsState;
  /** The findings, and the document that is looked at. */
  readonly check: CheckState;
  /** A message about the reports themselves, such as a paste without text. */
  readonly notice?: Phrase | undefined;
}

/** The page as it opens. */
export const firstState: PageState = {
  step: "reports",
  reports: [],
  context: emptyContextForm,
  policies: { default: "run-wins" },
  policyHistory: { past: [], future: [] },
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
  firstFile: 0,
  runs: firstRuns,
  check: firstCheck,
};
