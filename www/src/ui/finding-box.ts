/** One finding: how bad it is, where, in plain words, and what is expected. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Diagnostic } from "octane-payload";
import { type Phrase, text } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { english, phrase } from "./english.js";
import { severityIcons } from "./finding-badges.js";
import { icon } from "./icons.js";

/** A finding that stands by itself. */
export function findingBox(diagnostic: Diagnostic): TemplateResult {
  return html`<div class="finding" data-severity=${diagnostic.severity}>
    ${findingWords(diagnostic, diagnostic.file ?? "")}
  </div>`;
}

/** The words of a finding about a document. */
export function findingWords(diagnostic: Diagnostic, document: string): TemplateResult {
  const { severity, code, path } = diagnostic;
  return html`<span class="finding-head">
      ${icon(severityIcons[severity])}
      <span class="finding-severity">${text(`findings.severity.${severity}`)}</span>
      <bdi class="finding-document">${visible(document, 120)}</bdi>
      <span class="finding-line">${line(diagnostic)}</span>
    </span>
    <span class="finding-message">${english(diagnostic.message)}</span>
    ${details(diagnostic)}
    <span class="finding-code"
      ><code>${code}</code> ${path ? html`<code class="breakable">${visible(path)}</code>` : nothing}</span
    >`;
}

function line({ line, column }: Diagnostic): string {
  return line === undefined ? "" : text("findings.line", { line, column: column ?? 1 });
}

function details({ expected, help, schemaPlace }: Diagnostic): TemplateResult {
  const rule = schemaPlace && { component: schemaPlace.component, line: schemaPlace.line };
  const wanted: Phrase = { key: "findings.expected", english: { values: expected?.join(", ") ?? "" } };
  return html`${expected?.length ? detail(phrase(wanted)) : nothing} ${help ? detail(english(help)) : nothing}
  ${rule ? detail(text("findings.schema-place", rule)) : nothing}`;
}

function detail(words: unknown): TemplateResult {
  return html`<span class="finding-detail">${words}</span>`;
}
