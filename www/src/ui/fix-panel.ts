/** A fix before it is made: what it changes, line by line; and the way back from the last one that was made. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { fixPhrase } from "../check/fix-phrase.js";
import type { DiffHunk, Mending } from "../check/messages.js";
import type { FixOnTrial } from "../check/state.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { phrase } from "./english.js";
import { failureBox } from "./failure.js";

/** The panel; absent while there is no fix on trial and none to undo. */
export function fixPanel({ check }: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (check.trial) return onTrial(check.trial, actions);
  const [last] = check.undos;
  if (!last) return nothing;
  return html`<p class="note">
    <span>${phrase(fixPhrase("fix.made", last))}</span>
    <button type="button" class="button small" id="undo-fix" @click=${actions.undoFix}>${text("fix.undo")}</button>
  </p>`;
}

function onTrial(trial: FixOnTrial, actions: Actions): TemplateResult {
  const { mendings, policies, failure } = trial;
  const isReady = policies !== undefined || (mendings?.length ?? 0) > 0;
  return html`<section class="fix-trial" aria-labelledby="fix-title">
    <h4 id="fix-title" tabindex="-1">${phrase(fixPhrase("fix.trial", trial))}</h4>
    ${policies ? html`<p>${text("fix.option")}</p>` : nothing} ${failure ? failureBox(failure) : nothing}
    ${mendings?.map(mending)} ${mendings?.length === 0 ? html`<p>${text("fix.nothing")}</p>` : nothing}
    ${!isReady && !mendings && !failure ? html`<p role="status">${text("fix.coming")}</p>` : nothing}
    <p class="fix-ways">
      <button type="button" class="button primary small" ?disabled=${!isReady} @click=${actions.makeFix}>
        ${text("fix.make")}
      </button>
      <button type="button" class="button small" @click=${actions.dropFix}>${text("fix.drop")}</button>
    </p>
  </section>`;
}

function mending({ name, count, hunks, hidden }: Mending): TemplateResult {
  return html`<figure class="diff">
    <figcaption><bdi class="breakable">${visible(name)}</bdi>: ${text("fix.count", { count })}</figcaption>
    <div class="diff-lines" tabindex="0" role="region" aria-label=${text("fix.diff", { name: visible(name) })}>
      ${hunks.map(hunkLines)}
    </div>
    ${hidden > 0 ? html`<p class="muted">${text("findings.more", { count: hidden })}</p>` : nothing}
  </figure>`;
}

/** The signs before the lines, which say without colour what goes and what comes. */
const signs = { same: " ", out: "−", in: "+" } as const;

function hunkLines({ first, lines }: DiffHunk): TemplateResult {
  return html`<p class="diff-place">${text("fix.line", { line: first })}</p>
    ${lines.map(({ kind, text: line }) => {
      const words = html`<span aria-hidden="true">${signs[kind]} </span>${visible(line, 1000)}`;
      if (kind === "in") return html`<ins>${words}</ins>`;
      return kind === "out" ? html`<del>${words}</del>` : html`<span class="same">${words}</span>`;
    })}`;
}
