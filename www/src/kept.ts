/** What a context file says beyond the controls of the form: found when it is read, and put back when it is written. */

import type { Kept } from "./context-form.js";

/** What stands in the given and not in what is shown of it. */
export function keptOf(given: unknown, shown: unknown, path: readonly string[] = []): Kept[] {
  if (shown === undefined) return [{ path, value: given }];
  if (!isFields(given) || !isFields(shown)) return [];
  return Object.entries(given).flatMap(([name, value]) => keptOf(value, shown[name], [...path, name]));
}

/** The content with what was kept, where what it belongs to is still there. */
export function withKept(content: object, kept: readonly Kept[]): object {
  return kept.reduce((whole, { path, value }) => withAt(whole, path, value), content);
}

function withAt(content: object, [name = "", ...rest]: readonly string[], value: unknown): object {
  const inner = (content as Record<string, unknown>)[name];
  if (rest.length > 0) {
    return isFields(inner) ? { ...content, [name]: withAt(inner, rest, value) } : content;
  }
  return inner === undefined ? { ...content, [name]: value } : content;
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
