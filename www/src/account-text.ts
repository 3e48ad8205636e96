/** The account of a submission as plain text, for a message or a ticket. */

import type { Account } from "./account.js";
import { accountSections, accountTitle, type Section } from "./account-words.js";

/** The text. */
export function accountText(account: Account): string {
  return `${[accountTitle(), ...accountSections(account).map(sectionText)].join("\n\n")}\n`;
}

function sectionText({ title, facts = [], table, quotation }: Section): string {
  const lines = [title, ...facts.map(({ label, value }) => `${label}: ${value}`)];
  if (table) lines.push(...[table.head, ...table.rows].map((row) => row.join("\t")));
  if (quotation !== undefined) lines.push(quotation);
  return lines.join("\n");
}
