/**
 * Which element of a payload a position is in, told from the text around it.
 *
 * A text may begin in the middle of a payload: runs stand at one place only, so that the tag of a run before the position tells
 * the rest. Judges nothing: of what is no payload some path is told, which no schema knows. Pure.
 */

/** The element at a position, and its attribute there. */
export interface ElementAt {
  /** Local names from the root. */
  readonly path: readonly string[];
  readonly attribute?: string | undefined;
}

const tag = /<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>?/g;
const runTag = /<(?:gherkin_)?test_run[\s>]/g;
const attributes = /([\w:.-]+)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/** The innermost element whose tag or content the position is in; none outside of the root. */
export function elementAt(text: string, position: number): ElementAt | undefined {
  const start = lastRunBefore(text, position);
  const path = start >= 0 ? ["test_result", "test_runs"] : [];
  tag.lastIndex = Math.max(0, start);
  for (let found = tag.exec(text); found && found.index <= position; found = tag.exec(text)) {
    const [whole, isEnd, name = "", inside = "", isEmpty] = found;
    const end = found.index + whole.length;
    if (!isEnd) path.push(name);
    if (position < end)
      return { path, attribute: attributeAt(inside, position - found.index - 1 - name.length) };
    if (isEnd || isEmpty) path.pop();
  }
  return path.length > 0 ? { path } : undefined;
}

function lastRunBefore(text: string, position: number): number {
  let last = -1;
  runTag.lastIndex = 0;
  for (let found = runTag.exec(text); found && found.index <= position; found = runTag.exec(text))
    last = found.index;
  return last;
}

function attributeAt(inside: string, position: number): string | undefined {
  for (const found of inside.matchAll(attributes)) {
    if (position >= found.index && position <= found.index + found[0].length) return found[1];
  }
  return undefined;
}
