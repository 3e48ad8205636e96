/** Findings as a Code Quality report of GitLab: a list that a job names in `artifacts:reports:codequality`. */

import { createHash } from "node:crypto";
import type { Diagnostic } from "../../types.js";

const SEVERITIES: Readonly<Record<Diagnostic["severity"], string>> = {
  error: "critical",
  warning: "minor",
  info: "info",
};

/** The report. What stands at no place of a file is told of the folder. */
export function gitlabReport(diagnostics: readonly Diagnostic[]): string {
  const seen = new Map<string, number>();
  const issues = diagnostics.map((diagnostic) => {
    const { severity, code, message, file = ".", line = 1, path } = diagnostic;
    const facts = JSON.stringify([code, file, path, message]);
    const nth = seen.get(facts) ?? 0;
    seen.set(facts, nth + 1);
    return {
      description: message,
      check_name: code,
      // Without the line: the same finding stays the same when lines are added above it.
      fingerprint: createHash("sha256").update(`${facts}${nth}`).digest("hex"),
      severity: SEVERITIES[severity],
      location: { path: file.replace(/^\.\//, ""), lines: { begin: line } },
    };
  });
  return JSON.stringify(issues, null, 2);
}
