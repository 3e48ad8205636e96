/** Payloads as data. */
import { bytesOf } from "./content.js";
import { core } from "./load.js";
import type { Context, Diagnostic, Links } from "./types.js";

/** A payload as data. */
export interface Payload {
  /** What stands once for all runs. */
  context: Context;
  /** In the order of the document. */
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
  /** Tells the two kinds of runs apart. */
  kind: "test";
  /** What Octane shows as the component, up to 255 characters. This, `package`, `class` and `name` say which test it is. */
  module?: string;
  /** Up to 255 characters. */
  package?: string;
  /** Up to 255 characters. */
  class?: string;
  /** 1 to 255 characters. */
  name: string;
  /** Tells runs of one test apart, 1 to 255 characters. Default: the name of the test. */
  runName?: string;
  /** In milliseconds. */
  duration: number;
  /** How it went. */
  status: Status;
  /** Whether the run was manual. Default: false, as the schema has it. */
  manual?: boolean;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  started?: number;
  /** A page about the run: `http`, `https`, `td`, `tds` or `testdirector`, 6 to 512 characters. */
  externalReportUrl?: string;
  /** Text of any length; not in schemas before 2025, which refuse it. */
  externalAssets?: string;
  /** Id of the test outside Octane, up to 255 characters. */
  externalTestId?: string;
  /** Id of the run outside Octane, up to 255 characters. */
  externalRunId?: string;
  /** Up to 255 characters. The schema has it; which words Octane knows is not documented. */
  runType?: string;
  /** The links of this run alone. */
  links?: Links;
  /** Why it failed. */
  error?: {
    /** Class of what was thrown, such as `AssertionError`. */
    type?: string;
    /** What it says, in a line or a few. */
    message?: string;
    /** The whole of it, mostly a stack trace. */
    text?: string;
  };
  /** Free text of any length. */
  description?: string;
  /** What happened within the run, an entry for each iteration. */
  steps?: Steps[];
}

/** `gherkin_test_run`. */
export interface GherkinRun {
  /** Tells the two kinds of runs apart. */
  kind: "gherkin";
  /** Up to 255 characters. */
  name: string;
  /** In milliseconds. */
  duration: number;
  /** How the feature went as a whole. */
  status: Status;
  /** Id of the run outside Octane, up to 255 characters. */
  externalRunId?: string;
  /** The links of this run alone, which a payload has no place for; those of one that was read all the same. */
  links?: Links;
  /** What was run. */
  feature: Feature;
}

/** A feature file and what became of its scenarios. */
export interface Feature {
  /** Up to 255 characters. */
  name: string;
  /** Path of the feature file, 1 to 255 characters. */
  path: string;
  /** Up to 255 characters. The schema has it; what Octane makes of it is not documented. */
  identifier?: string;
  /** Tag of the feature, up to 255 characters; empty where there is none. */
  tag: string;
  /** In milliseconds since 1970-01-01T00:00:00Z. */
  started: number;
  /** Text of the feature file. */
  file: string;
  /** What is done before each scenario. */
  background?: {
    /** Its steps, in their order. */
    steps: BackgroundStep[];
  };
  /** In the order of the file, each row of an outline by itself. */
  scenarios: Scenario[];
}

/** A step of a background, of which less is asked than of one of a scenario. */
export interface BackgroundStep {
  /** Keyword and text, 1 to 3800 characters. */
  name: string;
  /** In milliseconds. */
  duration?: number;
  /** Free text, 1 to 255 characters. */
  status?: string;
  /** Why it failed. */
  errorMessage?: string;
}

/** A scenario, or a row of an outline. */
export interface Scenario {
  /** Up to 3800 characters. */
  name: string;
  /** Number of the row, where it is one of an outline. */
  outlineIndex?: number;
  /** How it went. */
  status: Status;
  /** What was done. */
  steps: Steps;
}

/** One iteration of steps. */
export interface Steps {
  /** Which iteration, 1 to 255 characters; absent where there is one only. */
  iteration?: string;
  /** In their order. */
  steps: Step[];
}

/** A step; its status is free text. */
export interface Step {
  /** 1 to 3800 characters. */
  name: string;
  /** In milliseconds. */
  duration: number;
  /** Free text, 1 to 255 characters. */
  status: string;
  /** Id of the step outside Octane, 1 to 255 characters. */
  externalStepId?: string;
  /** Why it failed. */
  errorMessage?: string;
  /** What went in. */
  inputParameters?: Parameter[];
  /** What came out. */
  outputParameters?: Parameter[];
}

/** A parameter of a step. */
export interface Parameter {
  /** 1 to 255 characters. */
  name: string;
  /** Up to 255 characters. */
  value?: string;
  /** Up to 255 characters, free text. */
  type?: string;
}

/** Reads a payload. What it holds against the schema is a diagnostic; it is read as far as it makes sense. */
export async function parsePayload(document: string | Uint8Array): Promise<Payload> {
  return JSON.parse((await core()).parsePayload(bytesOf(document))) as Payload;
}
