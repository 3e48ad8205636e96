/** The links on which the context and the runs differ: what each says, and how it was settled. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Conflict, LinkKind } from "octane-payload";
import type { PageState } from "../state.js";
import { type TextKey, text, writtenNumber } from "../texts/index.js";
import { visible } from "../visible-text.js";

/** Conflicts shown at a time; the rest is counted. */
const conflictsShown = 50;

/** The conflicts of the last conversion. */
export function conflictTable({ conversion }: PageState): TemplateResult | typeof nothing {
  const { answer, phase } = conversion;
  if (!answer || phase !== "ready") return nothing;
  const { conflicts } = answer;
  if (conflicts.length === 0) return html`<p class="hint">${text("policy.no-conflicts")}</p>`;
  const hidden = conflicts.length - conflictsShown;
  return html`<h3 id="conflicts-title">${text("policy.conflicts", { count: conflicts.length })}</h3>
    <div class="table-frame" role="region" aria-labelledby="conflicts-title" tabindex="0">
      <table class="conflicts">
        <thead>
          <tr>
            <th scope="col">${text("policy.kind")}</th>
            <th scope="col">${text("policy.report")}</th>
            <th scope="col">${text("policy.run")}</th>
            <th scope="col" class="number">${text("files.runs")}</th>
            <th scope="col">${text("policy.settled")}</th>
          </tr>
        </thead>
        <tbody>
          ${conflicts.slice(0, conflictsShown).map(row)}
        </tbody>
      </table>
    </div>
    ${hidden > 0 ? html`<p class="muted">${text("findings.more", { count: hidden })}</p>` : nothing}`;
}

const kinds: Readonly<Record<LinkKind, TextKey>> = {
  suite: "link.suite",
  program: "link.program",
  release: "link.release",
  milestone: "link.milestone",
  backlogItems: "context.backlogItems",
  productAreas: "context.modules",
  testFields: "context.testFields",
  environment: "context.environment",
};

function row({ kind, report, run, runs, policy }: Conflict): TemplateResult {
  return html`<tr>
    <th scope="row">${text(kinds[kind])}</th>
    <td><bdi class="breakable">${visible(report)}</bdi></td>
    <td><bdi class="breakable">${visible(run)}</bdi></td>
    <td class="number">${writtenNumber(runs)}</td>
    <td>${text(`policy.${policy}`)}</td>
  </tr>`;
}
