/** How cases of reports become runs: the options of a conversion that decide what a test is, and what becomes of odd values. */

import type { Status } from "./payload.js";

/**
 * Whose identities tests are to have; another identity is another test in Octane.
 *
 * - `collection-tool`: class names are split at their last dot into package and class.
 * - `github-action`: whole class names in `class`, as the npm converter does too.
 * - `jenkins`: what stands before `::` in a class name is the module, the rest is split at its last dot, and names do not
 *   end in `()`.
 */
export type IdentityPreset = "collection-tool" | "github-action" | "jenkins";

/**
 * Templates in place of some of a preset: text with fields of the report in braces.
 *
 * Fields: `classname`, `package`, `class`, `name`, `run_name`, `module`, `file`, `suite`, `suites`, `property:…`.
 * `{name[:8]}` is a slice of characters, `{classname[.][-1]}` of the pieces between dots; `{{` and `}}` are braces.
 */
export interface IdentityTemplates {
  /** Default: `collection-tool`. */
  preset?: IdentityPreset;
  /** Of `module`, which Octane shows as the component. Default: what the preset makes of it. */
  module?: string;
  /** Of `package`. Default: what the preset makes of it. */
  package?: string;
  /** Of `class`. Default: what the preset makes of it. */
  class?: string;
  /** Of `name`, the one that must not be empty. Default: what the preset makes of it. */
  name?: string;
}

/** How times are read. */
export interface TimeOptions {
  /** Where timestamps without a zone were written: `UTC` (default), or a fixed offset such as `+02:00`. */
  zone?: string;
  /**
   * When runs start that have no timestamp of their own: with their `suite` (default), or `in-sequence`, as much later as
   * the cases before took.
   */
  starts?: "suite" | "in-sequence";
  /**
   * What a duration without a unit counts in formats of seconds. `auto` (default): seconds, and milliseconds where a whole
   * number is longer than the suite around it.
   */
  unit?: "auto" | "seconds" | "milliseconds";
}

/** What the words of tools come to. */
export interface StatusOptions {
  /** Words that mean something else than the format's table says, or that it does not know. Default: none. */
  words?: Record<string, Status>;
  /** What a word means that is not known; `refuse` leaves the case out. Default: what the format's table says. */
  unknown?: Status | "refuse";
  /** Which attempt counts where a test was run several times. Default: `last`. */
  attempts?: "last" | "first" | "worst";
}

/** What is done with values that the schema does not take. */
export interface FitOptions {
  /** With long strings. `hash` (default): the start and a short hash of the whole, so that two stay two. */
  tooLong?: "hash" | "cut-end" | "cut-middle" | "refuse";
  /** With tests without a name. Default: `placeholder`. */
  emptyName?: "placeholder" | "refuse";
  /** What tests without a name are called. Default: `[noName]`. */
  placeholder?: string;
  /** With URLs that the schema does not take. Default: `description`, where they are told. */
  badUrl?: "description" | "omit" | "refuse";
  /** With durations below zero. Default: `zero`. */
  negativeDuration?: "zero" | "absolute" | "keep" | "refuse";
}

/**
 * What is done with a test that comes again: the same module, package, class, name and run name in one build.
 *
 * - `distinct` (default): it is a run of its own, by a run name of its own.
 * - `worst`, `last`: one run stays. Where the earlier one is in a part that was handed on, the later one goes into a later
 *   part, and Octane updates the run with it.
 * - `refuse`: the first stays, each other is an error.
 */
export type DuplicatePolicy = "distinct" | "worst" | "last" | "refuse";

/** How cases become runs. */
export interface CaseOptions {
  /** Which test a case is. Default: `collection-tool`. */
  identity?: IdentityPreset | IdentityTemplates;
  /** Zone, start and unit of times, which most reports leave open. Default: UTC, with their suite, by the format. */
  times?: TimeOptions;
  /** What the words of tools come to, and which attempt counts. Default: the format's table, and the last attempt. */
  statuses?: StatusOptions;
  /**
   * What is done with values that the schema would not take: one of them makes the server refuse a whole payload. Default:
   * they are made to fit, as each option says.
   */
  fit?: FitOptions;
  /** What is done with a test that comes again, which the documentation asks not to send. Default: `distinct`. */
  duplicates?: DuplicatePolicy;
}

/** What Octane knows a test by; the name is empty where the report has none. */
export interface TestIdentity {
  /** What Octane shows as the component; absent where the report has none. */
  module?: string;
  /** Absent where the preset keeps class names whole, and where there is none. */
  package?: string;
  /** Without the package where the preset splits class names, whole where it does not. */
  class?: string;
  /** Name of the test; empty where the report has none. */
  name: string;
}

/** One of the first cases, and which test it is. */
export interface ShownIdentity {
  /** The report. */
  file: string;
  /** Path of the case in the report. */
  path: string;
  /** As the options have it. */
  chosen: TestIdentity;
  /** Under each preset. */
  presets: Record<IdentityPreset, TestIdentity>;
}
