/** Makes the plain fields of the context form: each knows its label, its mistake, its look-up and its change. */

import type { TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import type { FormError, TextField } from "../context-form.js";
import type { LookUpKind, LookUpRequest } from "../protocol.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import type { FieldLookUp } from "./combobox.js";
import { field } from "./field.js";
import { lookUpIn, nameHint } from "./look-ups.js";

/** The makers of fields. */
export interface ContextFields {
  /** A field for an id, which is looked up where it is of a kind that the server lists. */
  id(name: TextField, kind?: LookUpKind): TemplateResult;
  /** A field for the name of an entity, which is looked up. */
  name(name: TextField, kind: LookUpKind): TemplateResult;
  /** A field for any text. */
  text(name: TextField): TemplateResult;
  /** The mistake of a control, once it may be shown. */
  errorOf(control: string): FormError | undefined;
  /** How a field is looked up; nothing where nobody is signed in. */
  lookUp(source: Omit<LookUpRequest, "typed">, takes: FieldLookUp["takes"]): FieldLookUp | undefined;
  /** The name of an entity that was chosen by its id. */
  nameOf(kind: LookUpKind, id: string): string | undefined;
}

/** The makers for a state. */
export function contextFields(
  state: PageState,
  actions: Actions,
  errors: readonly FormError[],
): ContextFields {
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
  const lookUp: ContextFields["lookUp"] = (source, takes) => lookUpIn(state, actions, source, takes);
  const nameOf: ContextFields["nameOf"] = (kind, id) => nameHint(state, kind, id);
  return {
    errorOf,
    lookUp,
    nameOf,
    text: (name) => field(base(name)),
    name: (name, kind) => field({ ...base(name), lookUp: lookUp({ kind }, "name") }),
    id: (name, kind) =>
      field({
        ...base(name),
        numeric: true,
        lookUp: kind && lookUp({ kind }, "id"),
        hint: kind && nameOf(kind, state.context[name]),
      }),
  };
}
