/** What an element of a payload means in Octane, and what the schema allows there. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { ElementDescription, ValueDescription } from "octane-payload";
import type { PageState } from "../state.js";
import { hasText, type TextKey, text, writtenNumber } from "../texts/index.js";

type Attribute = ElementDescription["attributes"][number];

/** The element at the caret; absent where there is none, or the schema knows none there. */
export function elementDescription({ check }: PageState): TemplateResult {
  const { element } = check;
  return html`<aside class="element" aria-label=${text("element.title")}>
    ${element?.described ? elementWords(element.path, element.described) : html`<p class="muted">${text("element.hint")}</p>`}
  </aside>`;
}

/** The words about an element. */
export function elementWords(path: readonly string[], described: ElementDescription): TemplateResult {
  const name = path.at(-1) ?? "";
  const { attributes, text: value, children } = described;
  return html`<p><code>&lt;${name}&gt;</code> ${meaning(`octane.${name}`)}</p>
    ${value ? html`<p>${text("element.text", { value: valueWords(value) })}</p>` : nothing}
    ${attributes.length > 0 ? html`<ul class="element-parts">${attributes.map(attributeRow)}</ul>` : nothing}
    ${
      children.length > 0
        ? html`<p>${text("element.children", { names: children.map(childWords).join(", ") })}</p>`
        : nothing
    }`;
}

function meaning(key: string): string {
  return hasText(key) ? text(key) : "";
}

function attributeRow({ name, required, value }: Attribute): TemplateResult {
  const about = meaning(`octane.@${name}`);
  return html`<li>
    <code>${name}</code>${required ? html` <b>${text("element.required")}</b>` : nothing}: ${valueWords(value)}${about ? html`. ${about}` : nothing}
  </li>`;
}

function childWords({ name, repeats }: ElementDescription["children"][number]): string {
  return repeats ? text("element.repeats", { name }) : name;
}

/** Types that have words of their own; of others the name says enough. */
const types: Readonly<Record<string, TextKey>> = {
  string: "element.type.string",
  long: "element.type.long",
  integer: "element.type.integer",
  boolean: "element.type.boolean",
};

function valueWords({ type, words, minLength, maxLength, min, max, patterns }: ValueDescription): string {
  if (words) return text("element.words", { words: words.join(", ") });
  const key = types[type];
  const facets = [
    key ? text(key) : type,
    minLength ? text("element.at-least", { count: writtenNumber(minLength) }) : "",
    maxLength === undefined ? "" : text("element.at-most", { count: writtenNumber(maxLength) }),
    min === undefined ? "" : text("element.from", { value: min }),
    max === undefined ? "" : text("element.to", { value: max }),
    ...(patterns ?? []).map((pattern) => text("element.pattern", { pattern: pattern.join(" | ") })),
  ];
  return facets.filter(Boolean).join(", ");
}
