/** Payloads as data. */
import { bytesOf } from "./content.js";
import { core } from "./load.js";
import type { Context, Diagnostic, Links } from "./types.js";

/** A payload as data. */
export interface Payload {
  /** What stands once for all runs. */
  context: Context;
  runs: Run[];
  /** What the payload holds that could not be read as it is. */
  diagnostics: Diagnostic[];
}

/** One executed test. */
export type Run = TestRun | GherkinRun;

/** Status of a run or a scenario. */
export type Status = "Passed" | "Skipped" | "Failed" | "Planned";

/** `test_run`. */
export interface TestRun {
  kind: "test";
  module?: string;
  package?: string;
  class?: string;
  name: string;
  runName?: string;
  /** In milliseconds. */
  duration: number;
  status: Status;
  manual?: boolean;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  started?: number;
  externalReportUrl?: string;
  externalAssets?: string;
  externalTestId?: string;
  externalRunId?: string;
  runType?: string;
  /** The links of this run alone. */
  links?: Links;
  error?: { type?: string; message?: string; text?: string };
  description?: string;
  steps?: Steps[];
}

/** `gherkin_test_run`. */
export interface GherkinRun {
  kind: "gherkin";
  name: string;
  /** In milliseconds. */
  duration: number;
  status: Status;
  externalRunId?: string;
  /** The links of this run alone, which a payload has no place for; those of one that was read all the same. */
  links?: Links;
  feature: Feature;
}

/** A feature file and what became of its scenarios. */
export interface Feature {
  name: string;
  path: string;
  identifier?: string;
  tag: string;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  started: number;
  /** Text of the feature file. */
  file: string;
  background?: { steps: { name: string; duration?: number; status?: string; errorMessage?: string }[] };
  scenarios: { name: string; outlineIndex?: number; status: Status; steps: Steps }[];
}

/** One iteration of steps. */
export interface Steps {
  iteration?: string;
  steps: Step[];
}

/** A step; its status is free text. */
export interface Step {
  name: string;
  /** In milliseconds. */
  duration: number;
  status: string;
  externalStepId?: string;
  errorMessage?: string;
  inputParameters?: { name: string; value?: string; type?: string }[];
  outputParameters?: { name: string; value?: string; type?: string }[];
}

/** Reads a payload. What it holds against the schema is a diagnostic; it is read as far as it makes sense. */
export async function parsePayload(document: string | Uint8Array): Promise<Payload> {
  return JSON.parse((await core()).parsePayload(bytesOf(document))) as Payload;
}
