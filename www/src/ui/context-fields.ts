/** Makes the plain fields of the context form: each knows its label, its mistake, its choices and its change. */

import type { TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { FormError, TextField } from "../context-form.js";
import type { CatalogueKind } from "../protocol.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { choiceHint, listOf } from "./catalogue.js";
import { field } from "./field.js";

/** The makers of fields. */
export interface ContextFields {
  /** A field for an id, with the choices of a kind where the server lists it. */
  id(name: TextField, kind?: CatalogueKind): TemplateResult;
  /** A field for the name of an entity, with the choices of a kind. */
  name(name: TextField, kind: CatalogueKind): TemplateResult;
  /** A field for any text. */
  text(name: TextField): TemplateResult;
  /** The mistake of a control, once it may be shown. */
  errorOf(control: string): FormError | undefined;
}

/** The makers for a state. */
export function contextFields(
  state: PageState,
  actions: Actions,
  errors: readonly FormError[],
): ContextFields {
  const { catalogue } = state.connection;
  const errorOf = (control: string) =>
    state.summary || state.touched.has(control) ? errors.find((error) => error.field === control) : undefined;
  const base = (name: TextField) => ({
    id: name,
    label: text(`context.${name}`),
    value: state.context[name],
    error: errorOf(name),
    trims: true,
    onInput: (value: string) => actions.editContext({ [name]: value }),
    onLeave: () => actions.touch(name),
  });
  return {
    errorOf,
    text: (name) => field(base(name)),
    name: (name, kind) => field({ ...base(name), list: listOf(catalogue, kind, "name") }),
    id: (name, kind) =>
      field({
        ...base(name),
        numeric: true,
        list: kind && listOf(catalogue, kind, "id"),
        hint: kind && choiceHint(catalogue, kind, state.context[name].trim()),
      }),
  };
}
