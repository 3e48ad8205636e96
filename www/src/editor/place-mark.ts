/** How much of a text is marked at a place: the tag, the value with or after its quote, or the word that begins there. Pure. */

/** Most of a line that is marked, in UTF-16 units. */
const longest = 120;

const token = /^(?:<[^>]*>?|"[^"]*"?|'[^']*'?|[^\s<>"'=,:;{}[\]]+|.)/s;

/** The end of what begins at `from`, before the end of its line; `from` itself where nothing does. */
export function endOfPlace(line: string, from: number): number {
  const rest = line.slice(from, from + longest);
  const quote = openQuote(line, from);
  if (quote !== undefined) {
    const length = rest.indexOf(quote);
    return from + (length < 0 ? rest.length : length);
  }
  return from + (token.exec(rest)?.[0].length ?? 0);
}

/** The quote that stands before the place, where it opens a value and does not end one. */
function openQuote(line: string, from: number): string | undefined {
  const quote = line[from - 1];
  const isQuote = quote === '"' || quote === "'";
  return isQuote && line.slice(0, from).split(quote).length % 2 === 0 ? quote : undefined;
}
