/** What tests are linked to and why, as tables. */

import type { Explanation, LinkExplanation, LinkStep } from "../explanation.js";
import type { LinkSource } from "../types.js";
import { type Column, renderTable } from "./tables.js";

const COLUMNS: readonly Column[] = ["link", "value", "because"].map((title) => ({ title }));

/** A table for each test: each kind of link, its value, and what every source says. */
export function explanationTables(explanations: readonly Explanation[]): string {
  return explanations.map(testTable).join("\n\n");
}

function testTable({ file, path, name, refused, links }: Explanation): string {
  const title = `${file} ${path} "${name}"${refused ? ": refused by the link policy" : ""}`;
  return links.length === 0
    ? `${title}\nno links`
    : `${title}\n${renderTable(COLUMNS, links.flatMap(linkRows))}`;
}

/** The first row names the kind; a row below it for each further step. */
function linkRows({ kind, value, policy, steps }: LinkExplanation): string[][] {
  const reasons = [...steps.map(stepWords), ...(policy === undefined ? [] : [`policy: ${policy}`])];
  return reasons.map((reason, index) => (index === 0 ? [kind, value || "none", reason] : ["", "", reason]));
}

function stepWords({ action, value, source }: LinkStep): string {
  return `${sourceWords(source)} ${action}${value && ` ${value}`}`;
}

function sourceWords({ kind, name, file, line }: LinkSource): string {
  const place = file === undefined ? "" : ` (${file}${line === undefined ? "" : `:${line}`})`;
  const words = kind === "context-file" ? "context file" : kind;
  return `${words}${name === undefined ? "" : ` "${name}"`}${place}`;
}
