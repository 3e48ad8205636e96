/**
 * Text that comes from elsewhere, such as a name in a report, as it may be shown: characters that would change how others are
 * drawn are written out, and what would fill the page is cut.
 */

/** Characters that turn the direction of what follows, or that nobody sees; those that join signs into one are drawn. */
const unseen = /(?![\t\n\r\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** Characters that are shown at most. */
const longest = 400;

/** The text for the eye: `\u202e` is shown as `⟨U+202E⟩`, and a text beyond `most` characters ends in `…`. */
export function visible(text: string, most: number = longest): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(unseen, (character) => `⟨U+${codeOf(character)}⟩`);
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}
