/** What became of each report, found by its name: ten thousand reports must not each search through all of them. Pure. */

import type { FindingCounts } from "./findings.js";
import type { ConvertAnswer } from "./protocol.js";

type Account = ConvertAnswer["inputs"][number];

/** The accounts of a conversion. */
export interface FileAccounts {
  readonly inputs: ReadonlyMap<string, Account>;
  /** Those of the reports in an archive, by its name. */
  readonly entries: ReadonlyMap<string, readonly Account[]>;
  /** How many findings there are about each report. */
  readonly findings: ReadonlyMap<string, FindingCounts>;
}

/** No finding. */
export const noFindings: FindingCounts = { error: 0, warning: 0, info: 0 };

const known = new WeakMap<ConvertAnswer, FileAccounts>();

/** The accounts; put together once for each conversion. */
export function accountsOf(answer: ConvertAnswer): FileAccounts {
  const accounts = known.get(answer) ?? gathered(answer);
  known.set(answer, accounts);
  return accounts;
}

function gathered({ inputs, diagnostics }: ConvertAnswer): FileAccounts {
  const archives = new Set(inputs.filter(({ format }) => format === "zip").map(({ file }) => file));
  const entries = new Map<string, Account[]>();
  for (const input of inputs) {
    const archive = archiveOf(input.file, archives);
    if (archive === undefined) continue;
    const others = entries.get(archive);
    if (others) others.push(input);
    else entries.set(archive, [input]);
  }
  const findings = new Map<string, FindingCounts>();
  for (const { file = "", severity } of diagnostics) {
    const counts = findings.get(file) ?? noFindings;
    findings.set(file, { ...counts, [severity]: counts[severity] + 1 });
  }
  return { inputs: new Map(inputs.map((input) => [input.file, input])), entries, findings };
}

/** The archive that a report is in, by its name: `archive/name`, where either may have slashes of its own. */
function archiveOf(file: string, archives: ReadonlySet<string>): string | undefined {
  for (let at = file.indexOf("/"); at >= 0; at = file.indexOf("/", at + 1)) {
    if (archives.has(file.slice(0, at))) return file.slice(0, at);
  }
  return undefined;
}
