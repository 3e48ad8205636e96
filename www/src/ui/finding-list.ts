/** The findings, most severe first; each can be chosen to see its place. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Diagnostic } from "octane-payload";
import type { Actions } from "../actions.js";
import type { Finding } from "../findings.js";
import { text } from "../texts/index.js";
import { severityIcons } from "./finding-badges.js";
import { icon } from "./icons.js";

/** Findings shown at a time; the rest is counted. */
const findingsShown = 200;

/** The list. */
export function findingList(
  findings: readonly Finding[],
  chosen: number | undefined,
  actions: Actions,
): TemplateResult {
  if (findings.length === 0) return html`<p class="clean">${icon("check")} ${text("check.clean")}</p>`;
  const hidden = findings.length - findingsShown;
  return html`<ol class="findings">
      ${findings.slice(0, findingsShown).map((finding, index) => row(finding, index, index === chosen, actions))}
    </ol>
    ${hidden > 0 ? html`<p class="muted">${text("findings.more", { count: hidden })}</p>` : nothing}`;
}

function row(
  { diagnostic, place }: Finding,
  index: number,
  chosen: boolean,
  actions: Actions,
): TemplateResult {
  const { severity, message, code, path } = diagnostic;
  const document =
    place.document === "part"
      ? text("findings.in-part", { number: place.index + 1 })
      : (diagnostic.file ?? "");
  return html`<li>
    <button
      type="button"
      class="finding"
      data-severity=${severity}
      aria-pressed=${chosen}
      @click=${() => actions.chooseFinding(index)}
    >
      <span class="finding-head">
        ${icon(severityIcons[severity])}
        <span class="finding-severity">${text(`findings.severity.${severity}`)}</span>
        <bdi class="finding-document">${document}</bdi>
        <span class="finding-line">${line(diagnostic)}</span>
      </span>
      <bdi class="finding-message">${message}</bdi>
      ${details(diagnostic)}
      <span class="finding-code"><code>${code}</code> ${path ? html`<code class="breakable">${path}</code>` : nothing}</span>
    </button>
  </li>`;
}

function line({ line, column }: Diagnostic): string {
  return line === undefined ? "" : text("findings.line", { line, column: column ?? 1 });
}

function details({ expected, help, schemaPlace }: Diagnostic): TemplateResult {
  const rule = schemaPlace && { component: schemaPlace.component, line: schemaPlace.line };
  return html`${expected?.length ? detail(text("findings.expected", { values: expected.join(", ") })) : nothing}
  ${help ? detail(help) : nothing} ${rule ? detail(text("findings.schema-place", rule)) : nothing}`;
}

function detail(words: string): TemplateResult {
  return html`<span class="finding-detail">${words}</span>`;
}
