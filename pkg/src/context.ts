/** Context files and rules: what tests are linked to, as a user writes it down. */
import { core } from "./load.js";
import type { Status } from "./payload.js";
import type { Diagnostic, LinkKind, Links } from "./types.js";

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
  places?: Record<string, TextPlace>;
}

/** A place in a text. */
export interface TextPlace {
  /** Line, counted from 1. */
  line: number;
  /** Column in code points, counted from 1. */
  column: number;
  /** Byte offset in the UTF-8 form of the text, counted from 0. */
  offset: number;
}

/**
 * A pattern of texts: a glob, a regular expression, or several of which one must match the whole text. In a glob `*` is any
 * characters, `?` is one, `**` and a slash any folders or none. Regular expressions are those of XML Schema: without anchors
 * and look-around. Either takes time that grows with the text only.
 */
export type TextPattern = string | RegexPattern | (string | RegexPattern)[];

/** A regular expression as a pattern. */
export interface RegexPattern {
  /** In the notation of XML Schema (part 2, appendix F); it matches whole texts. */
  regex: string;
}

/** Chooses tests: all that is said must hold; without anything, every test. */
export interface TestSelector {
  /** Of what Octane will know the test by, under the identity that the options choose. */
  module?: TextPattern;
  /** Likewise: a preset that keeps class names whole leaves none. */
  package?: TextPattern;
  /** Likewise: with or without the package, as the preset has it. */
  class?: TextPattern;
  /** Likewise: the name of the test, not that of the run. */
  name?: TextPattern;
  /** Name of the report. */
  file?: TextPattern;
  /** The status that the run will have, or one of several. */
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
  /** What the test is not linked to, wherever it comes from. */
  remove?: RemovedLinks;
}

/** By kind of link: `true` for all of the kind; items, of kinds with several values. */
export type RemovedLinks = { [Kind in LinkKind]?: true | Extract<Links[Kind], readonly unknown[]> };

/** All that is wrong with a context file, with places; nothing where it can be used. */
export async function checkContext(file: ContextFile): Promise<Diagnostic[]> {
  return JSON.parse((await core()).checkContext(JSON.stringify(file))) as Diagnostic[];
}
