/** The status of a run, with a drawing beside the word. */

import { html, type TemplateResult } from "lit-html";
import { type TextKey, text } from "../texts/index.js";
import { type IconName, icon } from "./icons.js";

const statuses: Readonly<Record<string, { icon: IconName; text: TextKey }>> = {
  Passed: { icon: "check", text: "status.Passed" },
  Failed: { icon: "cross", text: "status.Failed" },
  Skipped: { icon: "skip", text: "status.Skipped" },
  Planned: { icon: "clock", text: "status.Planned" },
};

/** The mark; a status that is not known is shown as it is. */
export function statusMark(status: string): TemplateResult {
  const known = statuses[status];
  if (!known) return html`<span class="status">${status}</span>`;
  return html`<span class="status" data-status=${status}>${icon(known.icon)} ${text(known.text)}</span>`;
}
