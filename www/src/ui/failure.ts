/** A failure in plain words, what to do next, and the details for those who ask. */

import { html, type TemplateResult } from "lit-html";
import type { Failure } from "../protocol.js";
import type { ShownFailure } from "../state.js";
import { type TextKey, text } from "../texts/index.js";
import { phrase } from "./english.js";
import { icon } from "./icons.js";

const kinds = [
  "sign-in",
  "permission",
  "network",
  "unavailable",
  "refused",
  "not-found",
  "protocol",
  "aborted",
  "crashed",
  "schema",
  "options",
  "context",
] as const;

/** The failure. */
export function failureBox(failure: ShownFailure): TemplateResult {
  return html`<div class="failure" role="group" aria-labelledby="failure-title" tabindex="-1">
    <h3 id="failure-title">${icon("error")} ${text(failureTitle(failure))}</h3>
    <p>${text(`${failureTitle(failure)}.next` as TextKey)}</p>
    ${details(failure)}
  </div>`;
}

/** The words for a kind of failure. */
export function failureTitle({ kind }: Failure): TextKey {
  const known = kinds.find((name) => name === kind);
  return known ? `failure.${known}` : "failure.unknown";
}

/** A session that could not be closed behind a submission ends by itself, and is no next step for anybody. */
const idle = "sign-out-failed";

function details({ message, diagnostics, phrase: own }: ShownFailure): TemplateResult {
  if (own) return html`<ul class="failure-details"><li>${phrase(own)}</li></ul>`;
  const told = diagnostics.filter(({ code }) => code !== idle);
  const lines = told.length > 0 ? told.map((each) => each.message) : [message];
  const helps = told.flatMap((each) => each.help ?? []);
  return html`<ul class="failure-details" lang="en">
    ${[...lines, ...helps].map((line) => html`<li>${line}</li>`)}
  </ul>`;
}
