/** The third step: the findings beside the text that they are about. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { findingsOf } from "../findings.js";
import type { SchemaOrigin } from "../protocol.js";
import type { PageState } from "../state.js";
import { text, writtenNumber, writtenSize, writtenTime } from "../texts/index.js";
import { failureBox } from "./failure.js";
import { findingList } from "./finding-list.js";
import { icon } from "./icons.js";
import { panel } from "./panel.js";
import { partChoice } from "./part-choice.js";

/** What the step shows beside the state. */
export interface CheckProps {
  /** The text of the document that is looked at. */
  readonly document: TemplateResult;
  /** The name of that document. */
  readonly title: string;
}

/** The step. */
export function checkStep(state: PageState, actions: Actions, props: CheckProps): TemplateResult {
  return panel({ step: "check", lead: text("check.lead"), content: content(state, actions, props) });
}

function content(state: PageState, actions: Actions, props: CheckProps): TemplateResult {
  const { answer, failure } = state.conversion;
  if (failure) return failureBox(failure);
  if (!answer) return html`<p class="note">${icon("info")} ${text("check.empty")}</p>`;
  return html`${schemaNote(answer.schema, state)}
    <div class="check">
      <section aria-labelledby="findings-title">
        <h3 id="findings-title">${text("check.findings")}</h3>
        ${findingList(findingsOf(answer), state.chosen, actions)}
      </section>
      <section aria-labelledby="document-title">
        <div class="section-head">
          <h3 id="document-title" class="breakable">${props.title}</h3>
          ${partChoice(state, actions)}
        </div>
        ${props.document} ${partFoot(state, actions)}
      </section>
    </div>`;
}

function schemaNote(schema: SchemaOrigin, { connection }: PageState): TemplateResult {
  const words =
    schema.from === "server"
      ? text("check.schema.server", { server: schema.server ?? "", time: writtenTime(schema.fetched ?? 0) })
      : text("check.schema.bundled");
  const { differences } = schema;
  const broken = connection.schemaDiagnostics.map((diagnostic) => diagnostic.message);
  return html`<p class="note" id="schema-note">${icon("info")} ${words}
      ${differences ? text("check.schema.differs", { differences }) : nothing}</p>
    ${broken.length > 0 ? html`<p class="mistake">${text("check.schema.broken")} ${broken.join("; ")}</p>` : nothing}`;
}

function partFoot(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const part = state.conversion.answer?.parts[state.part];
  if (!part) return nothing;
  const size = [text("submit.runs", { count: part.runs }), writtenSize(part.content.size)].join(", ");
  return html`<p class="part-foot">
    <button type="button" class="button small" @click=${() => actions.downloadPart(state.part)}>
      ${text("check.download", { number: writtenNumber(state.part + 1) })}
    </button>
    <span>${size}</span>
    <span class="breakable muted">${text("check.sha256", { value: part.sha256 })}</span>
  </p>`;
}
