/**
 * What a search needs to know of the runs of a payload, read off the text that the core has written.
 *
 * Relies on the core's writer, which escapes every `<` and `>` that is not markup. Judges nothing.
 */

/** The statuses that runs can have, in the order of the numbers that stand for them. */
export const statusNames = ["Passed", "Failed", "Skipped", "Planned"] as const;

/** The runs of one payload. */
export interface ScannedRuns {
  /** For each run the number of its status; that of none is the number of names. */
  readonly statuses: Uint8Array;
  /** For each run a line with module, package, class and name, in lower case and escaped as in the payload. */
  readonly names: string;
}

const run = /<(?:gherkin_)?test_run ([^>]*)/g;
const named = /(?:^| )(?:module|package|class|name)="([^"]*)"/g;
const status = /(?:^| )status="(\w+)"/;

/** Reads the runs. */
export function scanRuns(payload: string): ScannedRuns {
  const statuses: number[] = [];
  const lines: string[] = [];
  for (const [, attributes = ""] of payload.matchAll(run)) {
    statuses.push(numberOf(status.exec(attributes)?.[1]));
    lines.push(Array.from(attributes.matchAll(named), ([, value]) => value).join("."));
  }
  return { statuses: Uint8Array.from(statuses), names: lines.join("\n").toLowerCase() };
}

/** The number that stands for a status. */
export function numberOf(name: string | undefined): number {
  const index = (statusNames as readonly (string | undefined)[]).indexOf(name);
  return index < 0 ? statusNames.length : index;
}

/** The words of a search as they stand in the lines of {@link scanRuns}. */
export function searchedWords(search: string): string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.map((word) => word.replace(/[&<>"]/g, (character) => escapes[character] ?? character));
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Where the tag of a run begins, in UTF-16 units, by its position in the payload; -1 where there is none. */
export function startOfRun(payload: string, position: number): number {
  let index = 0;
  for (const found of payload.matchAll(run)) {
    if (index === position) return found.index;
    index += 1;
  }
  return -1;
}
