/** The third step: the findings beside the text that they are about. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { ReplacedSchema, SchemaOrigin } from "../protocol.js";
import type { PageState } from "../state.js";
import { type Phrase, text, writtenDate, writtenNumber, writtenSize } from "../texts/index.js";
import { documentPane } from "./document-pane.js";
import { english, phrase } from "./english.js";
import { failureBox } from "./failure.js";
import { findingList } from "./finding-list.js";
import { fixPanel } from "./fix-panel.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { partChoice } from "./part-choice.js";

/** The step. */
export function checkStep(state: PageState, actions: Actions): TemplateResult {
  return panel({ step: "check", lead: text("check.lead"), content: content(state, actions) });
}

function content(state: PageState, actions: Actions): TemplateResult {
  const { answer, failure } = state.conversion;
  if (failure) return failureBox(failure);
  if (!answer) return html`<p class="note">${icon("info")} ${text("check.empty")}</p>`;
  return html`${schemaNote(answer.schema, state, actions)}
    <div class="check">
      <section aria-labelledby="findings-title">
        <h3 id="findings-title" tabindex="-1">${text("check.findings")}</h3>
        ${fixPanel(state, actions)} ${findingList(state, answer, actions)}
      </section>
      <section aria-labelledby="document-title">
        ${documentPane(state, actions, partChoice(state, actions))} ${partFoot(state, actions)}
      </section>
    </div>`;
}

function schemaNote(schema: SchemaOrigin, { connection }: PageState, actions: Actions): TemplateResult {
  const { differences, replaced } = schema;
  const broken = connection.schemaDiagnostics.map((diagnostic) => diagnostic.message);
  const show = () => actions.lookAt({ document: { kind: "schema" }, line: 1, offset: 0 });
  return html`<p class="note" id="schema-note">${icon("info")} <span>${originWords(schema)}
      ${replaced ? phrase(changed(replaced)) : nothing}
      ${differences ? phrase({ key: "check.schema.differs", english: { differences } }) : nothing}</span>
      <button type="button" class="button small" @click=${show}>${text("check.schema.show")}</button></p>
    ${broken.length > 0 ? html`<p class="mistake">${text("check.schema.broken")} ${english(broken.join("; "))}</p>` : nothing}`;
}

function originWords({ from, isMissing, server = "", fetched = 0 }: SchemaOrigin): string {
  if (from !== "bundled") return text(`check.schema.${from}`, { server, time: writtenDate(fetched) });
  return text(isMissing ? "check.schema.missing" : "check.schema.bundled");
}

function changed({ fetched, differences }: ReplacedSchema): Phrase {
  const values = { time: writtenDate(fetched) };
  if (differences === undefined) return { key: "check.schema.reworded", values };
  return { key: "check.schema.changed", values, english: { differences } };
}

function partFoot({ conversion, check }: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { document } = check.place;
  const part = document.kind === "part" ? conversion.answer?.parts[document.index] : undefined;
  if (!part) return nothing;
  const size = [text("submit.runs", { count: part.runs }), writtenSize(part.content.size)].join(", ");
  return html`<p class="part-foot">
    <button type="button" class="button small" @click=${() => actions.downloadPart(part.index)}>
      ${text("check.download", { number: writtenNumber(part.index + 1) })}
    </button>
    <span>${size}</span>
    <span class="breakable muted">${text("check.sha256", { value: part.sha256 })}</span>
  </p>`;
}
