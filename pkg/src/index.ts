/**
 * Test reports to ALM Octane test-results payloads: read, validated against the server's XSD, with link conflicts
 * settled, and submitted.
 *
 * @module octane-payload
 */

export {
  type BuildOptions,
  type BuiltPayload,
  buildPayload,
  type PayloadParts,
} from "./build-payload.js";
export type {
  CaseOptions,
  DuplicatePolicy,
  FitOptions,
  IdentityPreset,
  IdentityTemplates,
  ShownIdentity,
  StatusOptions,
  TestIdentity,
  TimeOptions,
} from "./case-options.js";
export {
  type AppliedFix,
  applyEdits,
  applyFixes,
  type CheckOptions,
  checkPayload,
  type FixOptions,
  type MendedPayload,
  type NamedPayload,
  type PayloadCheck,
} from "./check.js";
export { OctaneClient, type OperationOptions, type SubmitOptions } from "./client.js";
export type {
  FetchFunction,
  FetchInit,
  FetchResponse,
  OctaneClientOptions,
  OctaneCredentials,
  RelayOptions,
  RetryOptions,
} from "./client-options.js";
export {
  type ContextFile,
  checkContext,
  type LinkRule,
  type RegexPattern,
  type RemovedLinks,
  type TestSelector,
  type TextPattern,
  type TextPlace,
} from "./context.js";
export {
  type Conversion,
  type ConversionProgress,
  type ConversionSummary,
  type ConvertOptions,
  convert,
  convertParts,
  explain,
  type Inputs,
  type LinkPolicies,
  partStream,
} from "./convert.js";
export { bundledSchema, init, renderDiagnostic, version } from "./core.js";
export type { ExplainOptions, Explanation, LinkExplanation, LinkStep } from "./explanation.js";
export type { Journal, JournalScope, JournalStep, KnownPart } from "./journal.js";
export { type BrowserJournal, openBrowserJournal } from "./journal-indexed-db.js";
export type { DocumentLimits, SchemaLimits, ValidateLimits } from "./limits.js";
export {
  type Choice,
  type Choices,
  type Entry,
  type EntryPage,
  type LookUpKind,
  type LookUpRequest,
  lookUpBy,
  pageOf,
  type ReadPage,
} from "./look-up.js";
export { markAsNew, newMark } from "./mark-as-new.js";
export {
  exitCodes,
  isOctaneError,
  OctaneError,
  type OctaneErrorDetails,
  type OctaneErrorKind,
} from "./octane-error.js";
export { isOptionsError, OptionsError } from "./options-error.js";
export type { Parts, PartToSubmit } from "./part-feed.js";
export type {
  BackgroundStep,
  Feature,
  GherkinRun,
  Parameter,
  Payload,
  Run,
  Scenario,
  Status,
  Step,
  Steps,
  TestRun,
} from "./payload.js";
export { parsePayload } from "./payload.js";
export {
  type ReadingSummary,
  type ReadOptions,
  type ReadReport,
  readReport,
  readRuns,
} from "./read-report.js";
export {
  type ResolvedLinks,
  type ResolveOptions,
  resolveLinks,
  type SplitOptions,
  type SplitPayload,
  splitPayload,
} from "./rework.js";
export type { RuleName, RuleSeverities } from "./rule-options.js";
export {
  type CompileOptions,
  compileSchema,
  type Doctype,
  type ElementDescription,
  isSchemaError,
  type ResolveSchema,
  Schema,
  type SchemaDocument,
  SchemaError,
  type ValidateOptions,
  type Validation,
  type ValueDescription,
} from "./schema.js";
export { browserSchemas } from "./schemas-indexed-db.js";
export {
  type KeptSchema,
  keptSchema,
  type SchemaStore,
  type ServedSchema,
  type ServedSchemaOptions,
  servedSchema,
  type WorkspaceAddress,
} from "./served-schema.js";
export type {
  Amount,
  Submission,
  SubmissionOutcome,
  SubmissionProgress,
  SubmittedPart,
  TaskStatus,
  Traffic,
} from "./submission.js";
export { readTaskLog, type TaskLog, type TaskLogLine } from "./task-log.js";
export type * from "./types.js";
export { relayed, wayOf } from "./way.js";
