/** Which text stands beside the findings: the report that the chosen finding is about, or else the shown part. */

import { html, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { type Finding, findingsOf } from "../findings.js";
import { shownBytes, shownPart } from "../flow.js";
import { linesOfPart } from "../payload-text.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import type { CheckProps } from "./check.js";
import { documentView } from "./document.js";

/** The text and its name. */
export function lookedAt(state: PageState, actions: Actions): CheckProps {
  const finding = chosenFinding(state);
  return finding?.place.document === "report" && finding.diagnostic.line !== undefined
    ? report(finding.place.name, finding, state, actions)
    : part(finding, state, actions);
}

function chosenFinding({ conversion, chosen }: PageState): Finding | undefined {
  if (!conversion.answer || chosen === undefined) return undefined;
  return findingsOf(conversion.answer)[chosen];
}

function part(finding: Finding | undefined, state: PageState, actions: Actions): CheckProps {
  const shown = shownBytes(state);
  const title = text("check.payload");
  if (!shownPart(state)) return { title, document: html`<p class="note">${text("reports.none")}</p>` };
  if (!shown) return { title, document: html`<p class="document-empty"></p>` };
  const mark = finding?.place.document === "part" ? markOf(finding) : undefined;
  const document = documentView({
    name: title,
    text: linesOfPart(shown),
    first: state.firstLine,
    mark,
    onMove: actions.showLines,
  });
  return { title, document };
}

function report(
  name: string,
  finding: Finding,
  { excerpt, firstLine }: PageState,
  actions: Actions,
): CheckProps {
  const title = text("check.report", { name });
  if (excerpt?.problem !== undefined) return { title, document: problem(excerpt.problem) };
  if (!excerpt?.lines) return { title, document: html`<p class="document-empty"></p>` };
  const mark = markOf(finding);
  return {
    title,
    document: documentView({ name, text: excerpt.lines, first: firstLine, mark, onMove: actions.showLines }),
  };
}

function problem(reason: string): TemplateResult {
  return html`<p class="note">${text("document.unreadable", { reason })}</p>`;
}

function markOf({ diagnostic: { line, column } }: Finding): { line: number; column: number } | undefined {
  return line === undefined ? undefined : { line, column: column ?? 1 };
}
