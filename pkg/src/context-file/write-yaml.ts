/** YAML written into what stood there before: comments, order and style stay; spaces within brackets may not. */

import { type Document, parseDocument, stringify, visit } from "yaml";
import { contentOf, isRecord, isSame } from "./content.js";
import { readYaml, YamlFault } from "./yaml.js";

type Path = readonly (string | number)[];

/** Writes content as YAML, into a text that said something similar, where there is one. */
export function writeYaml(content: object, before: string | undefined): string {
  const fresh = stringify(content, { lineWidth: 0 });
  if (before === undefined) return fresh;
  return rewritten(content, before) ?? [...yamlComments(before).map(asComment), fresh].join("");
}

/** The comments of a text, in their order, without their sign. */
export function yamlComments(text: string): string[] {
  const document = parseDocument(text);
  const found: (string | null | undefined)[] = [document.commentBefore];
  visit(document, { Node: (_, node) => void found.push(node.commentBefore, node.comment) });
  found.push(document.comment);
  return found.flatMap((comment) => comment?.split("\n") ?? []).flatMap((line) => line.trim() || []);
}

function asComment(line: string): string {
  return `# ${line}\n`;
}

/** The text with what has changed; nothing where that cannot be put into it, as with aliases that stand for two values. */
function rewritten(content: object, before: string): string | undefined {
  const earlier = read(before);
  if (!isRecord(earlier)) return undefined;
  if (isSame(earlier, content)) return before;
  const document = parseDocument(before, { intAsBigInt: true });
  try {
    patch(document, [], earlier, content);
  } catch {
    // What an alias stands for cannot be changed in its place: the text is then written anew.
    return undefined;
  }
  const text = document.toString({ lineWidth: 0 });
  return isSame(read(text), content) ? text : undefined;
}

function read(text: string): unknown {
  try {
    return contentOf(readYaml(text));
  } catch (error) {
    if (error instanceof YamlFault) return undefined;
    throw error;
  }
}

/** Changes what differs, as far down as the two are alike. */
function patch(document: Document, path: Path, earlier: unknown, later: unknown): void {
  if (isSame(earlier, later)) return;
  if (isRecord(earlier) && isRecord(later)) patchFields(document, path, earlier, later);
  else if (Array.isArray(earlier) && Array.isArray(later)) patchItems(document, path, earlier, later);
  else document.setIn(path, document.createNode(later));
}

function patchFields(
  document: Document,
  path: Path,
  earlier: Record<string, unknown>,
  later: Record<string, unknown>,
): void {
  for (const name of Object.keys(earlier)) if (!(name in later)) document.deleteIn([...path, name]);
  for (const [name, value] of Object.entries(later)) {
    if (name in earlier) patch(document, [...path, name], earlier[name], value);
    else document.setIn([...path, name], document.createNode(value));
  }
}

/** Items are alike from the front and from the back; what lies between is changed, dropped or put in. */
function patchItems(document: Document, path: Path, earlier: unknown[], later: unknown[]): void {
  const start = countAlike(earlier, later);
  const rest = Math.min(earlier.length, later.length) - start;
  const end = Math.min(rest, countAlike(earlier.toReversed(), later.toReversed()));
  const [gone, come] = [earlier.length - start - end, later.length - start - end];
  const changed = Math.min(gone, come);
  for (let index = start; index < start + changed; index += 1) {
    patch(document, [...path, index], earlier[index], later[index]);
  }
  for (let extra = changed; extra < gone; extra += 1) document.deleteIn([...path, start + changed]);
  const list = document.getIn(path) as { items: unknown[] };
  const added = later.slice(start + changed, start + come).map((item) => document.createNode(item));
  list.items.splice(start + changed, 0, ...added);
}

function countAlike(earlier: readonly unknown[], later: readonly unknown[]): number {
  const differs = earlier.findIndex((item, index) => index >= later.length || !isSame(item, later[index]));
  return differs < 0 ? earlier.length : differs;
}
