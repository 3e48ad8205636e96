/** What the first cases become under each preset of identities, as tables. */

import type { ShownIdentity, TestIdentity } from "../case-options.js";
import { type Column, renderTable } from "./tables.js";

const COLUMNS: readonly Column[] = ["identity", "module", "package", "class", "name"].map((title) => ({
  title,
}));

/** A table for each case: as the options have it, and under each preset. */
export function identityTables(identities: readonly ShownIdentity[]): string {
  return identities.map(caseTable).join("\n\n");
}

function caseTable({ file, path, chosen, presets }: ShownIdentity): string {
  const rows = Object.entries(presets).map(([preset, identity]) => row(preset, identity));
  return `${file} ${path}\n${renderTable(COLUMNS, [row("as chosen", chosen), ...rows])}`;
}

function row(title: string, { module = "", package: package_ = "", class: class_ = "", name }: TestIdentity) {
  return [title, module, package_, class_, name];
}
