/** The words that stand in `html` templates themselves, and not in the catalogue. */

/** The words that templates show as they stand: text between tags, and what screen readers read of attributes. */
export function wordsIn(source: string): string[] {
  return templatesIn(source).flatMap((template) => {
    const spoken = [...template.matchAll(/\b(?:aria-label|title|alt|placeholder)="([^"]*)"/g)];
    const shown = template.replace(/<[^>]*>/g, " ").concat(" ", ...spoken.map(([, words]) => `${words} `));
    return shown.replace(/&\w+;/g, " ").match(/\p{L}{2,}/gu) ?? [];
  });
}

/** The `html` templates of a source, each without its expressions; those inside of expressions are templates of their own. */
function templatesIn(source: string): string[] {
  const found: string[] = [];
  const open: ({ kind: "template"; words: string; isHtml: boolean } | { kind: "code"; braces: number })[] =
    [];
  for (let at = 0; at < source.length; at += 1) {
    const inner = open.at(-1);
    const rest = source.slice(at, at + 2);
    if (inner?.kind === "template") {
      if (rest[0] === "`") {
        open.pop();
        if (inner.isHtml) found.push(inner.words);
      } else if (rest === "${") {
        open.push({ kind: "code", braces: 0 });
        at += 1;
      } else inner.words += rest[0];
    } else if (rest[0] === "`") {
      open.push({ kind: "template", words: "", isHtml: /(?:html|svg)$/.test(source.slice(0, at)) });
    } else if (inner?.kind === "code") {
      if (rest[0] === "{") inner.braces += 1;
      else if (rest[0] === "}" && inner.braces === 0) open.pop();
      else if (rest[0] === "}") inner.braces -= 1;
    }
  }
  return found;
}
