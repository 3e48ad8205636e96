/** Context files and rules: what tests are linked to, as a user writes it down. */
import { core } from "./load.js";
import type { Status } from "./payload.js";
import type { Diagnostic, EntityId, Links, Taxonomy, TestField } from "./types.js";

/**
 * A context file: links of all tests, and rules for some. Its form is the JSON schema `octane-payload/context.schema.json`.
 */
export interface ContextFile {
  /** As diagnostics are to call it. */
  name: string;
  /** Its text, as JSON. */
  content: string;
  /**
   * Where values stand in what the JSON was made of, by their paths (`/rules[1]/set/release`), for those who read another
   * notation. Default: where they stand in the JSON.
   */
  places?: Record<string, { line: number; column: number; offset: number }>;
}

/**
 * A pattern of texts: a glob, a regular expression, or several of which one must match the whole text. In a glob `*` is any
 * characters, `?` is one, `**` and a slash any folders or none. Regular expressions are those of XML Schema: without anchors
 * and look-around. Either takes time that grows with the text only.
 */
export type TextPattern = string | { regex: string } | (string | { regex: string })[];

/** Chooses tests: all that is said must hold; without anything, every test. */
export interface TestSelector {
  module?: TextPattern;
  package?: TextPattern;
  class?: TextPattern;
  name?: TextPattern;
  /** Name of the report. */
  file?: TextPattern;
  status?: Status | Status[];
  /** A tag of the test, without `@`. */
  tag?: TextPattern;
  /** Properties of the test or of a suite around it: names, and patterns of values. */
  property?: Record<string, TextPattern>;
}

/** What the tests that it chooses are linked to. It removes, then sets, then adds. */
export interface LinkRule {
  /** For those who read what it did. Default: its number, counted from 1. */
  name?: string;
  /** Default: every test. */
  when?: TestSelector;
  /** Kinds that are as the rule has them, whatever the report says of the test itself. */
  set?: Links;
  /** Items that come on top of what the test is linked to otherwise. */
  add?: Pick<Links, "backlogItems" | "productAreas" | "testFields" | "environment">;
  /** What the test is not linked to, wherever it comes from: `true` for all of a kind, or items. */
  remove?: {
    suite?: true;
    program?: true;
    release?: true;
    milestone?: true;
    backlogItems?: true | EntityId[];
    productAreas?: true | EntityId[];
    testFields?: true | TestField[];
    environment?: true | Taxonomy[];
  };
}

/** All that is wrong with a context file, with places; nothing where it can be used. */
export async function checkContext(file: ContextFile): Promise<Diagnostic[]> {
  return JSON.parse((await core()).checkContext(JSON.stringify(file))) as Diagnostic[];
}
