/** Where a link comes from, in words, with its place; a rule of the form is reached from there. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Conflict, LinkSource } from "octane-payload";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";

/** The source, under the value that it says. */
export function conflictSource(
  source: LinkSource,
  conflict: Pick<Conflict, "file" | "line">,
  { context }: PageState,
): TemplateResult {
  if (source.kind === "rule") return ruleSource(source, context.rules);
  const name = visible(source.name ?? "");
  const words = text(`conflict.of.${source.kind}`, { name });
  const isOfTests = source.kind === "test" || source.kind === "property";
  const { file, line } = isOfTests ? conflict : source;
  const place =
    file === undefined ? nothing : html`, <bdi class="breakable">${visible(placeWords(file, line))}</bdi>`;
  return html`<span class="test-place">${words}${place}</span>`;
}

function placeWords(file: string, line: number | undefined): string {
  return line === undefined ? file : text("conflict.place", { file, line });
}

function ruleSource({ name = "" }: LinkSource, rules: PageState["context"]["rules"]): TemplateResult {
  const rule = rules.find((each, index) => (each.name || `${index + 1}`) === name);
  const words = text("conflict.of.rule", { name: visible(name) });
  if (!rule) return html`<span class="test-place">${words}</span>`;
  const reach = (event: Event) => {
    event.preventDefault();
    document.getElementById(`rule-${rule.id}-name`)?.focus();
  };
  return html`<span class="test-place"><a href="#context" @click=${reach}>${words}</a></span>`;
}
