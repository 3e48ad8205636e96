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
  line?: number;
  column?: number;
  offset?: number;
  /** Path of the test in the report. */
  path: string;
  module?: string;
  package?: string;
  class?: string;
  name: string;
  /** Whether a policy refuses the run. */
  refused: boolean;
  /** Each kind that any source says something of, in the order of the schema. */
  links: LinkExplanation[];
}

/** One kind of link of one test. */
export interface LinkExplanation {
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
  action: "says" | "sets" | "adds" | "removes";
  /** In words; empty where all of the kind is removed. */
  value: string;
  source: LinkSource;
}
