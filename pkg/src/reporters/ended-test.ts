/**
 * A test that has ended, as plain data: what every reporter makes of its tool's events, and the form in which the core
 * reads it, which is a test of CTRF.
 */

import { stripVTControlCharacters } from "node:util";
import { contextInTitle } from "./title-context.js";

/** What became of one attempt. */
export interface Attempt {
  status: "passed" | "failed" | "skipped";
  /** Milliseconds. */
  duration?: number | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  started?: number | undefined;
  /** Why it failed. */
  errors?: readonly ThrownError[] | undefined;
}

/** An error as a tool tells it; its stack may repeat name and message. */
export interface ThrownError {
  /** Class of what was thrown, such as `AssertionError`. */
  name?: string | undefined;
  /** What it says; it may hold codes of colours. */
  message?: string | undefined;
  /** Where it was thrown. */
  stack?: string | undefined;
}

/** A value of a property, or several. */
export type PropertyValue = string | number | boolean | readonly (string | number)[];

/** A test at its end. */
export interface EndedTest {
  /** The test file: relative to the project where it lies in it. */
  file?: string | undefined;
  /** Titles of the suites around it, from the outside in. */
  suites: readonly string[];
  title: string;
  /** What tells its runs apart within one report, such as a browser. */
  variant?: string | undefined;
  /** In the order of time; the last one counts. */
  attempts: readonly Attempt[];
  /** Why it was skipped. */
  reason?: string | undefined;
  tags?: readonly string[] | undefined;
  /** Name and value; those of `octane.…` set links and fields of the run. */
  properties?: Iterable<readonly [string, PropertyValue]> | undefined;
}

/** The test as CTRF has it. */
export function ctrfOf(test: EndedTest): object {
  const { title, properties, tags } = contextInTitle(test.title);
  const last = test.attempts.at(-1) ?? { status: "skipped" };
  return {
    name: title,
    suite: test.suites,
    filePath: test.file,
    browser: test.variant,
    ...resultOf(last, test.reason),
    retryAttempts: test.attempts.slice(0, -1).map((attempt) => resultOf(attempt)),
    tags: [...new Set([...(test.tags ?? []).map(withoutSign), ...tags])],
    extra: gathered([...(test.properties ?? []), ...properties]),
  };
}

function resultOf({ status, duration, started, errors = [] }: Attempt, reason?: string): object {
  const [first, ...others] = errors;
  const stacks = [first?.stack, ...others.map(inWords)].filter((text) => text !== undefined && text !== "");
  return {
    status,
    duration: whole(duration),
    start: whole(started),
    message: first === undefined ? reason : messageOf(first),
    trace: stacks.length === 0 ? undefined : stripVTControlCharacters(stacks.join("\n\n")),
  };
}

/** `AssertionError: expected 1 to be 2`: the form in which the core tells the class from the message. */
function messageOf({ name, message = "" }: ThrownError): string {
  const text = stripVTControlCharacters(message);
  return name === undefined || name === "" || text.startsWith(`${name}: `) ? text : `${name}: ${text}`;
}

function inWords(error: ThrownError): string {
  return error.stack ?? messageOf(error);
}

/** What a tool measures is a float, and one that is not a number is none. */
function whole(milliseconds: number | undefined): number | undefined {
  return Number.isFinite(milliseconds) ? Math.round(milliseconds as number) : undefined;
}

function withoutSign(tag: string): string {
  return tag.replace(/^@/, "");
}

/** Several values of one name as a list. */
function gathered(properties: readonly (readonly [string, PropertyValue])[]): object {
  const values = new Map<string, (string | number)[]>();
  for (const [name, value] of properties) {
    const list = values.get(name) ?? [];
    values.set(name, list);
    list.push(...(typeof value === "object" ? value : [typeof value === "boolean" ? String(value) : value]));
  }
  return Object.fromEntries(values);
}

/** The properties among the members of an object whose names begin with `octane.`. */
export function octaneProperties(source: object): [string, PropertyValue][] {
  const entries = Object.entries(source) as [string, unknown][];
  return entries.filter(
    (entry): entry is [string, PropertyValue] => entry[0].startsWith("octane.") && isValue(entry[1]),
  );
}

function isValue(value: unknown): value is PropertyValue {
  return Array.isArray(value) || ["string", "number", "boolean"].includes(typeof value);
}
