/** YAML as JSON that knows where its values stand: what reads JSON then finds faults in YAML. */

import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

/** Where something stands; the column in code points, the offset in bytes. */
export interface YamlPlace {
  line: number;
  column: number;
  offset: number;
}

/** The text is no YAML, or says what JSON cannot. */
export class YamlFault extends Error {
  override readonly name = "YamlFault";
  readonly place: YamlPlace;

  constructor(message: string, place: YamlPlace) {
    super(message);
    this.place = place;
  }
}

/** Values that one document may come to: an alias of an alias of an alias multiplies. */
const MOST_VALUES = 100_000;

/** The document as JSON, and the place of each value by its path (`/rules[1]/set/release`). */
export function readYaml(text: string): { content: string; places: Record<string, YamlPlace> } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, intAsBigInt: true });
  const reading = new Reading(text, lines, document);
  const [fault] = document.errors;
  if (fault !== undefined) {
    const [message = ""] = fault.message.split(/ at line \d+, column \d+:/);
    throw new YamlFault(lowerFirst(message), reading.placeOf(fault.pos[0]));
  }
  const content = document.contents === null ? "null" : reading.json(document.contents, "");
  return { content, places: reading.places };
}

class Reading {
  readonly places: Record<string, YamlPlace> = {};
  readonly #text: string;
  readonly #lines: LineCounter;
  readonly #document: Document;
  /** What aliases stand for is asked for many times. */
  readonly #known = new Map<number, YamlPlace>();
  #values = 0;

  constructor(text: string, lines: LineCounter, document: Document) {
    this.#text = text;
    this.#lines = lines;
    this.#document = document;
  }

  placeOf(offset: number): YamlPlace {
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    const place = this.#countTo(offset);
    this.#known.set(offset, place);
    return place;
  }

  #countTo(offset: number): YamlPlace {
    const { line, col } = this.#lines.linePos(offset);
    const start = offset - Math.max(0, col - 1);
    const column = [...this.#text.slice(start, offset)].length + 1;
    const { length } = new TextEncoder().encode(this.#text.slice(0, offset));
    return { line: Math.max(1, line), column, offset: length };
  }

  json(node: unknown, path: string): string {
    const [start = 0] = (node as Node | null)?.range ?? [];
    const place = this.placeOf(start);
    this.places[path] = place;
    this.#values += 1;
    if (this.#values > MOST_VALUES) throw new YamlFault("the aliases stand for too many values", place);
    if (isAlias(node)) return this.json(node.resolve(this.#document), path);
    if (isMap(node)) return `{${node.items.map(({ key, value }) => this.#pair(key, value, path)).join(",")}}`;
    if (isSeq(node)) {
      return `[${node.items.map((item, index) => this.json(item, `${path}[${index + 1}]`)).join(",")}]`;
    }
    return scalar(isScalar(node) ? node.value : null, place);
  }

  #pair(key: unknown, value: unknown, path: string): string {
    const name = isScalar(key) ? String(key.value) : undefined;
    const [start = 0] = (key as Node | null)?.range ?? [];
    if (name === undefined) throw new YamlFault("a key must be a text", this.placeOf(start));
    const inner = `${path}/${name}`;
    const json = `${JSON.stringify(name)}:${this.json(value, inner)}`;
    if (value === null) this.places[inner] = this.placeOf(start);
    return json;
  }
}

function scalar(value: unknown, place: YamlPlace): string {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  throw new YamlFault("a value must be a text, a number, true, false or null", place);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
