/** What a context file says, whichever notation it is written in. */

import type { ContextFile, LinkRule } from "../context.js";
import type { Context, ReleaseReference } from "../types.js";

/** The release that the workspace has as its default. */
export interface DefaultRelease {
  /** The server looks it up when it processes the runs. */
  default: true;
}

/** What a context file says: its form is the JSON schema `octane-payload/context.schema.json`. */
export interface ContextContent extends Omit<Context, "release"> {
  /** Where editors find the schema of the file; it has no effect. */
  $schema?: string;
  /** By id, by name, or the default one of the workspace. */
  release?: ReleaseReference | DefaultRelease;
  /** Rules for some tests, in their order. */
  rules?: LinkRule[];
}

/** What a file without faults says. Ids beyond 2^53 - 1 are text, since JavaScript's numbers cannot hold them. */
export function contentOf({ content }: Pick<ContextFile, "content">): ContextContent {
  const isText = (token: string) => token.startsWith('"');
  const safe = content.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (token) =>
    isText(token) || Number.isSafeInteger(Number(token)) ? token : `"${token}"`,
  );
  return JSON.parse(safe) as ContextContent;
}

/** Whether two pieces of content say the same: an id may be a number or text, and one pattern stand in a list or alone. */
export function isSame(one: unknown, other: unknown): boolean {
  const [left, right] = [alone(one, other), alone(other, one)];
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (isRecord(left) && isRecord(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => name in left && name in right && isSame(left[name], right[name]));
  }
  return typeof left !== "object" && typeof right !== "object" && String(left) === String(right);
}

/** Whether it is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function alone(value: unknown, beside: unknown): unknown {
  return Array.isArray(value) && value.length === 1 && !Array.isArray(beside) ? value[0] : value;
}
