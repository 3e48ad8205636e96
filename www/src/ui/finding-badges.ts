/** How many findings there are, by severity, in the least room. */

import { html, type TemplateResult } from "lit-html";
import type { FindingCounts } from "../findings.js";
import { text, writtenNumber } from "../texts/index.js";
import { type IconName, icon } from "./icons.js";

/** The drawing of each severity. */
export const severityIcons: Readonly<Record<keyof FindingCounts, IconName>> = {
  error: "error",
  warning: "alert",
  info: "info",
};

const severities = ["error", "warning", "info"] as const;

/** The counts; severities without a finding are left out. */
export function findingBadges(counts: FindingCounts): TemplateResult {
  const present = severities.filter((severity) => counts[severity] > 0);
  if (present.length === 0) return html`<span class="muted">${text("files.none")}</span>`;
  return html`${present.map(
    (severity) =>
      html`<span class="badge ${severity}"
        >${icon(severityIcons[severity])}<span class="visually-hidden">${text(`findings.severity.${severity}`)} </span
        >${writtenNumber(counts[severity])}</span
      > `,
  )}`;
}
