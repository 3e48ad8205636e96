/** What differs from run to run in a session, by the names that stand for it there. */

/** The values of this run that have names. */
export interface Varying {
  folder: string;
  version: string;
}

const PATTERNS: readonly [RegExp, string][] = [
  [/127\.0\.0\.1:\d+/g, "127.0.0.1:<port>"],
  [/localhost:\d+/g, "localhost:<port>"],
  [/#token=[\w-]+/g, "#token=<token>"],
  [/"token": "[\w-]+"/g, '"token": "<token>"'],
  [/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/g, "<time>"],
  [/\b[0-9a-f]{64}\b/g, "<sha256>"],
  [/sha256 [0-9a-f]{12}…/g, "sha256 <sha256>…"],
  [/waiting \d+\.\d s/g, "waiting <seconds> s"],
  [/\b[0-9a-f]{32}\.jsonl/g, "<journal>.jsonl"],
  [/deadline of \d+ ms/g, "deadline of <ms> ms"],
  [/"(\w+Ms)": \d+/g, '"$1": <ms>'],
];

/** The text with names in the place of what varies. */
export function named(text: string, { folder, version }: Varying): string {
  const fixed = text.replaceAll(folder, "<folder>").replaceAll(version, "<version>");
  return PATTERNS.reduce((before, [pattern, name]) => before.replace(pattern, name), fixed);
}
