/**
 * The account of a submission as a document of its own, to be kept or printed.
 *
 * It has no script, and a policy that allows none: names and logs come from reports and servers.
 */

import type { Account } from "./account.js";
import { accountSections, accountTitle, type Fact, type Section } from "./account-words.js";

const style = `body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; display: block; overflow-x: auto }
th, td { text-align: start; padding: 0.25rem 0.75rem; border-bottom: 1px solid #8885 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem } dd { margin: 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; border: 1px solid #8885 }`;

/** The document. */
export function accountHtml(account: Account, language: string): string {
  const title = escaped(accountTitle());
  return `<!doctype html>
<html lang="${escaped(language)}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
${accountSections(account).map(sectionHtml).join("\n")}
</html>
`;
}

function sectionHtml({ title, facts, table, quotation }: Section): string {
  const pieces = [`<h2>${escaped(title)}</h2>`];
  if (facts) pieces.push(`<dl>${facts.map(factHtml).join("")}</dl>`);
  if (table) pieces.push(tableHtml(table));
  if (quotation !== undefined) pieces.push(`<pre>${escaped(quotation)}</pre>`);
  return pieces.join("\n");
}

function factHtml({ label, value, isEnglish }: Fact): string {
  return `<dt>${escaped(label)}</dt><dd${isEnglish ? ' lang="en"' : ""}>${escaped(value)}</dd>`;
}

function tableHtml({ head, rows }: NonNullable<Section["table"]>): string {
  const headCells = head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join("");
  const bodyRows = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`);
  return `<table><thead><tr>${headCells}</tr></thead><tbody>${bodyRows.join("\n")}</tbody></table>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as text; marks that turn the order of what follows stand apart from what is beside them. */
function escaped(text: string): string {
  const words = text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return /[\u202A-\u202E\u2066-\u2069]/.test(words) ? `<bdi>${words}</bdi>` : words;
}
