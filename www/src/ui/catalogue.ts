/** What the workspace knows, offered as choices beside fields that take any id. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Catalogue, CatalogueKind, Choice } from "../protocol.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { icon } from "./icons.js";

/** What a choice puts into its field. */
type ChoiceValue = "id" | "name";

/** Says that choices are there, or how to get them. */
export function catalogueOffer({ connection }: PageState): TemplateResult | typeof nothing {
  if (connection.phase !== "signed-in") {
    return html`<p class="note">
      ${icon("info")}
      <span
        >${text("context.catalogue.offer")} <a href="#submit">${text("context.catalogue.sign-in")}</a></span
      >
    </p>`;
  }
  const count = Object.values(connection.catalogue?.entities ?? {}).reduce(
    (sum, list) => sum + list.length,
    0,
  );
  if (count === 0) return nothing;
  return html`<p class="note">${icon("info")} ${text("context.catalogue.here", { count })}</p>`;
}

/** The lists that fields refer to. */
export function catalogueLists(catalogue: Catalogue | undefined): TemplateResult | typeof nothing {
  if (!catalogue) return nothing;
  const kinds = Object.entries(catalogue.entities) as [CatalogueKind, readonly Choice[]][];
  const types = Object.entries(catalogue.environment);
  return html`${kinds.map(([kind, choices]) => entityLists(kind, choices))}
  ${valueList(
    "environment-types",
    types.map(([type]) => type),
  )}
  ${types.map(([, values], index) => valueList(`environment-values-${index}`, values))}`;
}

function entityLists(kind: CatalogueKind, choices: readonly Choice[]): TemplateResult {
  return html`<datalist id="${kind}-by-id">
      ${choices.map(({ id, name }) => html`<option value=${id} label=${name}></option>`)}
    </datalist>
    ${valueList(
      `${kind}-by-name`,
      choices.map(({ name }) => name),
    )}`;
}

function valueList(id: string, values: readonly string[]): TemplateResult {
  return html`<datalist id=${id}>${values.map((value) => html`<option value=${value}></option>`)}</datalist>`;
}

/** The id of the list for a kind; nothing where the server listed none. */
export function listOf(
  catalogue: Catalogue | undefined,
  kind: CatalogueKind,
  value: ChoiceValue,
): string | undefined {
  return catalogue?.entities[kind].length ? `${kind}-by-${value}` : undefined;
}

/** The id of the list with the environment types. */
export function environmentTypes(catalogue: Catalogue | undefined): string | undefined {
  return catalogue ? "environment-types" : undefined;
}

/** The id of the list with the values of an environment type. */
export function environmentValues(catalogue: Catalogue | undefined, type: string): string | undefined {
  const position = Object.keys(catalogue?.environment ?? {}).indexOf(type.trim());
  return position < 0 ? undefined : `environment-values-${position}`;
}

/** The name behind an id, or a hint that the workspace did not list it. */
export function choiceHint(
  catalogue: Catalogue | undefined,
  kind: CatalogueKind,
  id: string,
): string | undefined {
  const choices = catalogue?.entities[kind] ?? [];
  if (id === "" || choices.length === 0) return undefined;
  return choices.find((choice) => choice.id === id)?.name ?? text("context.catalogue.unknown");
}
