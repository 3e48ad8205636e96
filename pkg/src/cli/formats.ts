/** Findings for machines that show them where code is reviewed. */

import type { Diagnostic } from "../types.js";
import { githubCommands } from "./formats/github.js";
import { gitlabReport } from "./formats/gitlab.js";
import { sarifLog } from "./formats/sarif.js";
import { version } from "./version.js";

/** The findings in a format. */
export function findingsAs(
  format: "github" | "gitlab" | "sarif",
  diagnostics: readonly Diagnostic[],
): string {
  if (format === "github") return githubCommands(diagnostics);
  return format === "gitlab" ? gitlabReport(diagnostics) : sarifLog(diagnostics, version());
}
