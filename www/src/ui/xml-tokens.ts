/** Colours for a line of XML. A guide for the eye only: it judges nothing and never fails. */

import { html, type TemplateResult } from "lit-html";

const token = /(<[/?!]?[^\s<>/="']+|\??\/?>)|("[^"]*"|'[^']*')|([^\s<>/="']+)(?==["'])/g;

/** The line as pieces: names of elements, values and names of attributes, and the rest as it is. */
export function xmlTokens(line: string): (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let end = 0;
  for (const found of line.matchAll(token)) {
    pieces.push(line.slice(end, found.index), piece(found));
    end = found.index + found[0].length;
  }
  return [...pieces, line.slice(end)];
}

function piece([whole, tag, value]: RegExpMatchArray): TemplateResult {
  const kind = tag !== undefined ? "tag" : value !== undefined ? "value" : "attribute";
  return html`<span class="xml-${kind}">${whole}</span>`;
}
