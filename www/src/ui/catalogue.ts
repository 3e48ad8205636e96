/** What the workspace knows, offered as choices beside fields that take any id. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Catalogue, CatalogueKind, Choice } from "../protocol.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { icon } from "./icons.js";

/** What a choice puts into its field. */
type ChoiceValue = "id" | "name";

/** Says that choices are there, or how to get them. */
export function catalogueOffer({ connection }: PageState): TemplateResult {
  const count = Object.values(connection.catalogue).reduce((sum, choices) => sum + choices.length, 0);
  if (count > 0)
    return html`<p class="note">${icon("info")} ${text("context.catalogue.here", { count })}</p>`;
  return html`<p class="note">
    ${icon("info")}
    <span>
      ${text("context.catalogue.offer")}
      ${
        connection.phase === "signed-in"
          ? nothing
          : html`<a href="#submit">${text("context.catalogue.sign-in")}</a>`
      }
    </span>
  </p>`;
}

/** The lists that fields refer to. */
export function catalogueLists(catalogue: Catalogue): TemplateResult {
  const kinds = Object.entries(catalogue) as [CatalogueKind, readonly Choice[]][];
  return html`${kinds.flatMap(([kind, choices]) => [
    html`<datalist id="${kind}-by-id">
      ${choices.map(({ id, name }) => html`<option value=${id} label=${name}></option>`)}
    </datalist>`,
    html`<datalist id="${kind}-by-name">${choices.map(({ name }) => html`<option value=${name}></option>`)}</datalist>`,
  ])}`;
}

/** The id of the list for a kind; nothing where the server listed none. */
export function listOf(catalogue: Catalogue, kind: CatalogueKind, value: ChoiceValue): string | undefined {
  return catalogue[kind]?.length ? `${kind}-by-${value}` : undefined;
}

/** The name behind an id, or a hint that the workspace did not list it. */
export function choiceHint(catalogue: Catalogue, kind: CatalogueKind, id: string): string | undefined {
  const choices = catalogue[kind];
  if (id === "" || !choices?.length) return undefined;
  return choices.find((choice) => choice.id === id)?.name ?? text("context.catalogue.unknown");
}
