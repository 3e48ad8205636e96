/**
 * The runs of a conversion, over all of its parts, without holding them: what is asked for is read from the parts when it is
 * asked for. Runs in the worker.
 *
 * Owns which runs a filter lets through, and the way from a run's number to its part.
 */

import {
  type ConversionSummary,
  type Diagnostic,
  type Part,
  type Payload,
  parsePayload,
  type Run,
} from "octane-payload";
import { type IndexedPart, indexPart, originsOf } from "./indexed-part.js";
import {
  isFiltered,
  type RunDetails,
  type RunFilter,
  type RunOrigin,
  type RunRequest,
  type RunRow,
  type RunWindow,
} from "./messages.js";
import { rowOf } from "./rows.js";
import { locateFindings, type RunFindings } from "./run-findings.js";
import { numberOf, searchedWords, startOfRun } from "./scan.js";

/** Parts whose runs are kept as they were last read. */
const partsKept = 4;

/** Parts that are read at a time while a search goes on. */
const readAtOnce = 64;

/** The index. Parts come first, then what became of the reports. */
export class RunIndex {
  readonly #parts: IndexedPart[] = [];
  readonly #payloads = new Map<number, Promise<Payload>>();
  #total = 0;
  #files: readonly string[] = [];
  #diagnostics: readonly Diagnostic[] = [];
  #findings: Promise<RunFindings> | undefined;
  #last: { readonly key: string; readonly runs: Promise<Uint32Array | undefined> } | undefined;

  /** Adds the next part, whose bytes are there as `content`. */
  add(part: Part, content: Blob): void {
    const indexed = indexPart(part, content, this.#total);
    this.#parts.push(indexed);
    this.#total += indexed.runs;
  }

  /** Every part is there. */
  finish({ inputs, diagnostics }: Pick<ConversionSummary, "inputs" | "diagnostics">): void {
    this.#files = inputs.map(({ file }) => file);
    this.#diagnostics = diagnostics;
  }

  /** The rows of a window. */
  async window({ filter, first, count }: RunRequest): Promise<RunWindow> {
    const runs = await this.#matching(filter);
    const matches = runs?.length ?? this.#total;
    const from = Math.max(0, Math.min(first, matches - count));
    const length = Math.min(count, matches - from);
    const numbers = Array.from({ length }, (_, row) => runs?.[from + row] ?? from + row);
    const rows = await Promise.all(numbers.map((run) => this.#row(run)));
    const codes = await this.#codes();
    return { filter, first: from, count, matches, total: this.#total, rows, codes };
  }

  /** All about one run; undefined where there is no such run. */
  async details(run: number): Promise<RunDetails | undefined> {
    const part = this.#partOf(run);
    if (!part) return undefined;
    const { context, runs } = await this.#payload(part);
    const fields = runs[run - part.first];
    if (!fields) return undefined;
    const findings = (await this.#located()).get(run) ?? [];
    const origin = await this.#origin(part, run);
    return { run, fields, context, part: part.index, ...(await placeIn(part, run)), origin, findings };
  }

  /** The run that a finding is about; undefined where it is about none. */
  async runOf(diagnostic: Diagnostic, part: number | undefined): Promise<number | undefined> {
    const parts = part === undefined ? this.#parts : [];
    const own = part === undefined ? [] : this.#parts.filter(({ index }) => index === part);
    const searched = own.map((each) => ({ ...each, diagnostics: [diagnostic] }));
    const bare = parts.map((each) => ({ ...each, diagnostics: [] }));
    const found = await locateFindings(
      [...searched, ...bare],
      this.#files,
      part === undefined ? [diagnostic] : [],
    );
    return found.keys().next().value;
  }

  async #row(run: number): Promise<RunRow> {
    const part = this.#partOf(run);
    const payload = part && (await this.#payload(part));
    const fields = payload?.runs[run - (part?.first ?? 0)];
    if (!part || !fields) throw new RangeError(`there is no run ${run}`);
    const severity = worst((await this.#located()).get(run) ?? []);
    return { ...rowOf(payload, fields as Run, run), file: this.#fileOf(part, run), severity };
  }

  /** The runs that a filter lets through; undefined for all. The last search is kept, since a window follows the other. */
  #matching(filter: RunFilter): Promise<Uint32Array | undefined> {
    const key = JSON.stringify(filter);
    if (this.#last?.key !== key) this.#last = { key, runs: this.#search(filter) };
    return this.#last.runs;
  }

  async #search(filter: RunFilter): Promise<Uint32Array | undefined> {
    if (!isFiltered(filter)) return undefined;
    const { text, status, file, finding } = filter;
    const found = finding ? await this.#runsWith(finding) : undefined;
    const inputs = file.trim() ? this.#inputsOf(file.trim().toLowerCase()) : undefined;
    const wanted = {
      words: searchedWords(text),
      status: status ? numberOf(status) : undefined,
      inputs,
      found,
    };
    const runs: number[] = [];
    for (let at = 0; at < this.#parts.length; at += readAtOnce) {
      const parts = this.#parts.slice(at, at + readAtOnce);
      const matching = await Promise.all(parts.map((part) => matchingIn(part, wanted)));
      for (const each of matching) runs.push(...each);
    }
    return Uint32Array.from(runs);
  }

  async #runsWith(finding: string): Promise<ReadonlySet<number>> {
    const found = await this.#located();
    const isIt = ({ code }: Diagnostic) => finding === "*" || code === finding;
    return new Set([...found].flatMap(([run, diagnostics]) => (diagnostics.some(isIt) ? [run] : [])));
  }

  #inputsOf(words: string): ReadonlySet<number> {
    return new Set(this.#files.flatMap((file, input) => (file.toLowerCase().includes(words) ? [input] : [])));
  }

  async #codes(): Promise<string[]> {
    const counts = new Map<string, number>();
    for (const diagnostics of (await this.#located()).values()) {
      for (const { code } of diagnostics) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one).map(([code]) => code);
  }

  #located(): Promise<RunFindings> {
    this.#findings ??= locateFindings(this.#parts, this.#files, this.#diagnostics);
    return this.#findings;
  }

  /** The part of a run, by halving. */
  #partOf(run: number): IndexedPart | undefined {
    let [from, to] = [0, this.#parts.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#parts[middle]?.first ?? 0) <= run) from = middle + 1;
      else to = middle;
    }
    const part = this.#parts[from - 1];
    return part && run - part.first < part.runs ? part : undefined;
  }

  #payload(part: IndexedPart): Promise<Payload> {
    const known = this.#payloads.get(part.index) ?? read(part);
    this.#payloads.delete(part.index);
    this.#payloads.set(part.index, known);
    const [oldest] = this.#payloads.keys();
    if (this.#payloads.size > partsKept && oldest !== undefined) this.#payloads.delete(oldest);
    return known;
  }

  #fileOf({ spans, first }: IndexedPart, run: number): string | undefined {
    let rest = run - first;
    for (const { input, runs } of spans) {
      if (rest < runs) return this.#files[input];
      rest -= runs;
    }
    return undefined;
  }

  async #origin(part: IndexedPart, run: number): Promise<RunOrigin | undefined> {
    const origin = (await originsOf(part))[run - part.first];
    const file = this.#files[origin?.input ?? -1];
    if (!origin || file === undefined || origin.line === 0) return undefined;
    const { line, column, offset } = origin;
    return { file, line, column, offset };
  }
}

/** What a filter asks, ready to be held against runs; what is absent asks nothing. */
interface Wanted {
  readonly words: readonly string[];
  readonly status: number | undefined;
  readonly inputs: ReadonlySet<number> | undefined;
  readonly found: ReadonlySet<number> | undefined;
}

async function matchingIn(part: IndexedPart, { words, status, inputs, found }: Wanted): Promise<number[]> {
  const { statuses, spans, first } = part;
  const lines = words.length > 0 ? await linesWith(part, words) : undefined;
  if (words.length > 0 && !lines) return [];
  const runs: number[] = [];
  let position = 0;
  for (const { input, runs: length } of spans) {
    const end = position + length;
    for (; position < end; position += 1) {
      if (status !== undefined && statuses[position] !== status) continue;
      if (inputs && !inputs.has(input)) continue;
      if (found && !found.has(first + position)) continue;
      if (!lines || words.every((word) => lines[position]?.includes(word))) runs.push(first + position);
    }
  }
  return runs;
}

/** The names of a part's runs; undefined where a word is in none of them. */
async function linesWith({ names }: IndexedPart, words: readonly string[]): Promise<string[] | undefined> {
  const text = await names.text();
  return words.every((word) => text.includes(word)) ? text.split("\n") : undefined;
}

async function read({ content }: IndexedPart): Promise<Payload> {
  return parsePayload(new Uint8Array(await content.arrayBuffer()));
}

async function placeIn(
  { content, first }: IndexedPart,
  run: number,
): Promise<{ partOffset: number; partLine: number }> {
  const text = await content.text();
  const before = text.slice(0, Math.max(0, startOfRun(text, run - first)));
  return { partOffset: new TextEncoder().encode(before).length, partLine: before.split("\n").length };
}

function worst(diagnostics: readonly Diagnostic[]): Diagnostic["severity"] | undefined {
  const severities = diagnostics.map(({ severity }) => severity);
  return (["error", "warning", "info"] as const).find((each) => severities.includes(each));
}
