/** The payload to take along in place of sending it: as a zip file, or as a command that makes the same. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { commandOf, contextNameOf } from "../command-line.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { failureBox } from "./failure.js";

/** The box; absent where there is nothing to take. */
export function takeAway(state: PageState, actions: Actions): TemplateResult | typeof nothing {
  const { answer, phase } = state.conversion;
  if (!answer || phase !== "ready" || answer.parts.length === 0) return nothing;
  const context = contextNameOf(state);
  return html`<section class="card" aria-labelledby="take-title">
    <h3 id="take-title">${text("take.title")}</h3>
    <div class="acts">
      <button type="button" class="button" @click=${() => actions.saveZip()}>
        ${text("take.zip", { count: answer.parts.length })}
      </button>
    </div>
    ${state.takeFailure ? failureBox(state.takeFailure) : nothing}
    <h4 id="take-command-title">${text("take.command")}</h4>
    <p class="hint">${text(context === undefined ? "take.command.hint" : "take.command.with-context", { name: context ?? "" })}</p>
    <pre class="command" id="command" tabindex="0" role="region" aria-labelledby="take-command-title"><code>${commandOf(state)}</code></pre>
    <div class="acts">
      <button type="button" class="button small" @click=${() => actions.copyCommand()}>${text("take.copy")}</button>
      ${
        context === undefined
          ? nothing
          : html`<button type="button" class="button small" @click=${() => actions.saveContextFile(state.contextSource?.notation ?? "yaml")}>
            ${text("take.context", { name: context })}
          </button>`
      }
    </div>
    ${answer.schema.differences ? html`<p class="hint">${text("take.schema")}</p>` : nothing}
  </section>`;
}
