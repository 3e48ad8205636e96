/** Why tests are linked to what they are linked to, as data. */
import type { TestSelector } from "./context.js";
import type { LinkKind, LinkPolicy, LinkSource } from "./types.js";

/** Which tests are explained. */
export interface ExplainOptions {
  /** Default: every test. */
  when?: TestSelector;
  /** How many at most. Default: 100. */
  limit?: number;
}

/** One test, what it is linked to, and why. */
export interface Explanation {
  /** The report. */
  file: string;
  /** Line of the test in the report, counted from 1; absent where it has no place. */
  line?: number;
  /** Column in code points, counted from 1. */
  column?: number;
  /** Byte offset in the UTF-8 form of the report, counted from 0. */
  offset?: number;
  /** Path of the test in the report. */
  path: string;
  /** What Octane will know the test by, as are the three that follow. */
  module?: string;
  /** Absent where the preset keeps class names whole, and where there is none. */
  package?: string;
  /** Without the package where the preset splits class names. */
  class?: string;
  /** Name of the test. */
  name: string;
  /** Whether a policy refuses the run. */
  refused: boolean;
  /** Each kind that any source says something of, in the order of the schema. */
  links: LinkExplanation[];
}

/** One kind of link of one test. */
export interface LinkExplanation {
  /** What is linked to, such as `release`. */
  kind: LinkKind;
  /** What the test is linked to, in words; empty where it is to nothing. */
  value: string;
  /** The policy that settled it, where the report's level and the run's differed. */
  policy?: LinkPolicy;
  /** What was said, from the first source to the last. */
  steps: LinkStep[];
}

/** What one source does to a kind of link. */
export interface LinkStep {
  /** A source `says` a value; a rule `sets` one in its place, `adds` items, or `removes` all of the kind or some. */
  action: "says" | "sets" | "adds" | "removes";
  /** In words; empty where all of the kind is removed. */
  value: string;
  /** Who does it, and where that stands. */
  source: LinkSource;
}
