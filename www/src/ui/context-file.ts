/** The context as a file: opened, saved, and what it says beyond the form. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Diagnostic } from "octane-payload";
import type { Actions } from "../actions.js";
import type { ContextNotice } from "../context-file.js";
import type { Kept } from "../context-form.js";
import { shownLink } from "../flow/context-file.js";
import type { PageState } from "../state.js";
import { type Phrase, text } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { english, phrase } from "./english.js";
import { icon } from "./icons.js";

/** The box. */
export function contextFileBox(state: PageState, actions: Actions): TemplateResult {
  return html`<section class="card context-file" aria-labelledby="context-file-title">
    <h3 id="context-file-title">${text("context-file.title")}</h3>
    <p class="hint">${text("context-file.hint")}</p>
    <div class="acts">
      <label class="button file-button">
        ${text("context-file.open")}
        <input
          id="open-context"
          class="visually-hidden"
          type="file"
          accept=".yaml,.yml,.json"
          @change=${(event: Event) => chosen(event.currentTarget as HTMLInputElement, actions)}
        />
      </label>
      <button type="button" class="button" @click=${() => actions.saveContextFile("yaml")}>
        ${text("context-file.save-yaml")}
      </button>
      <button type="button" class="button" @click=${() => actions.saveContextFile("json")}>
        ${text("context-file.save-json")}
      </button>
      <button type="button" class="button" @click=${() => actions.copyContextLink()}>
        ${text("context-link.copy")}
      </button>
    </div>
    ${madeLink(shownLink(state))}
    ${state.contextNotice ? notice(state.contextNotice, actions) : nothing} ${beyond(state)}
  </section>`;
}

/** Hands the file on and empties the control, so that the same file can be chosen once more. */
function chosen(input: HTMLInputElement, actions: Actions): void {
  const [file] = input.files ?? [];
  if (file) actions.openContextFile(file);
  input.value = "";
}

/** The link stays to be looked at, and to be copied by hand. */
function madeLink(address: string | undefined): TemplateResult | typeof nothing {
  if (address === undefined) return nothing;
  return html`<div class="field">
    <label class="label" for="context-link">${text("context-link.label")}</label>
    <input id="context-link" type="text" readonly aria-describedby="context-link-hint" .value=${address} />
    <p class="hint" id="context-link-hint">${text("context-link.hint")}</p>
  </div>`;
}

function notice(notice: ContextNotice, actions: Actions): TemplateResult {
  const isDone = notice.kind === "read" || notice.kind === "link";
  return html`<div id="context-notice" class=${isDone ? "note" : "note bad"} tabindex="-1" role="group">
    ${icon(isDone ? "info" : "error")}
    <div>
      <p><bdi>${phrase(noticePhrase(notice))}</bdi></p>
      ${"faults" in notice ? faultList(notice.faults) : nothing}
    </div>
    ${
      isDone
        ? html`<button type="button" class="button small" @click=${() => actions.undoFilling()}>
          ${text("context-file.undo")}
        </button>`
        : nothing
    }
  </div>`;
}

function noticePhrase(notice: ContextNotice): Phrase {
  switch (notice.kind) {
    case "read":
      return { key: "context-file.read", values: { name: notice.name } };
    case "link":
      return { key: "context-file.link" };
    case "faults":
      return { key: "context-file.faults", values: { name: notice.name, count: notice.faults.length } };
    case "link-faults":
      return { key: "context-link.faults", values: { count: notice.faults.length } };
    case "link-refused":
      return { key: notice.text, values: notice.values };
    case "failed":
      return { key: "context-file.failed", english: { reason: notice.reason } };
  }
}

/** Faults shown at a time; the rest is counted. */
const faultsShown = 20;

function faultList(faults: readonly Diagnostic[]): TemplateResult {
  const hidden = faults.length - faultsShown;
  return html`<ul class="context-faults">
      ${faults.slice(0, faultsShown).map(fault)}
    </ul>
    ${hidden > 0 ? html`<p class="muted">${text("findings.more", { count: hidden })}</p>` : nothing}`;
}

function fault(fault: Diagnostic): TemplateResult {
  const { line, column, path, expected = [] } = fault;
  const wanted: Phrase = { key: "findings.expected", english: { values: expected.join(", ") } };
  const place = line === undefined ? "" : text("findings.line", { line, column: column ?? 1 });
  return html`<li>
    ${english(fault.message)}
    <span class="muted">${[place, path].filter(Boolean).join(", ")}</span>
    ${expected.length > 0 ? html`<p class="hint">${phrase(wanted)}</p>` : nothing}
  </li>`;
}

function beyond({ context, contextSource }: PageState): TemplateResult | typeof nothing {
  const kept = [
    ...context.kept.map(keptWords),
    ...context.rules.flatMap((rule, index) =>
      rule.kept.map((each) => keptWords({ ...each, path: ["rules", String(index + 1), ...each.path] })),
    ),
  ];
  const comments = contextSource?.comments ?? [];
  const count = kept.length + comments.length;
  if (count === 0) return nothing;
  return html`<details class="beyond">
    <summary>${text("context-file.beyond", { count })}</summary>
    <ul>
      ${kept.map((words) => html`<li><code class="breakable">${visible(words)}</code></li>`)}
      ${comments.map((comment) => html`<li>${text("context-file.comment")}: <bdi class="breakable">${visible(comment)}</bdi></li>`)}
    </ul>
  </details>`;
}

function keptWords({ path, value }: Kept): string {
  return `${path.join(".")}: ${JSON.stringify(value)}`;
}
