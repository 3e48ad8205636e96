/** The account of the submission, to take along. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { SubmissionState } from "../submission-state.js";
import { text } from "../texts/index.js";

/** The ways to take it along. */
export function accountBox({ copied }: SubmissionState, actions: Actions): TemplateResult {
  return html`<section class="card" aria-labelledby="account-title">
    <h3 id="account-title">${text("account.title")}</h3>
    <p class="hint">${text("account.hint")}</p>
    <p class="acts">
      <button type="button" class="button" @click=${actions.copyAccount}>${text("account.copy")}</button>
      <button type="button" class="button" @click=${() => actions.saveAccount("json")}>
        ${text("account.save-json")}
      </button>
      <button type="button" class="button" @click=${() => actions.saveAccount("html")}>
        ${text("account.save-html")}
      </button>
    </p>
    <p role="status" class="hint">${copied === undefined ? nothing : text(copied ? "account.copied" : "account.not-copied")}</p>
  </section>`;
}
