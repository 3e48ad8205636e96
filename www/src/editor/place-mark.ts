/** How much of a text is marked at a place: the tag, the quoted value or the word that begins there. Pure. */

/** Most of a line that is marked, in UTF-16 units. */
const longest = 120;

const token = /^(?:<[^>]*>?|"[^"]*"?|'[^']*'?|[^\s<>"'=,:;{}[\]]+|.)/s;

/** The end of what begins at `from`, before the end of its line; `from` itself where nothing does. */
export function endOfPlace(line: string, from: number): number {
  const rest = line.slice(from, from + longest);
  return from + (token.exec(rest)?.[0].length ?? 0);
}
