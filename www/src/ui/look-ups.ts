/** Look-ups in the workspace, for fields that take any id or value without them. */

import { html, type TemplateResult } from "lit-html";
import type { Actions } from "../actions.js";
import { nameOf } from "../flow/look-up.js";
import type { LookUpKind, LookUpRequest } from "../protocol.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";
import type { FieldLookUp } from "./combobox.js";
import { icon } from "./icons.js";

/** Says that entities can be looked up, or how to get there. */
export function lookUpOffer({ connection }: PageState): TemplateResult {
  const isIn = connection.phase === "signed-in";
  return html`<p class="note">
    ${icon("info")}
    ${
      isIn
        ? html`<span>${text("look-up.here")}</span>`
        : html`<span>${text("look-up.offer")} <a href="#submit">${text("look-up.sign-in")}</a></span>`
    }
  </p>`;
}

/** The look-up of a field; absent where nobody is signed in. */
export function lookUpIn(
  state: PageState,
  actions: Actions,
  source: Omit<LookUpRequest, "typed">,
  takes: FieldLookUp["takes"],
): FieldLookUp | undefined {
  return state.connection.phase === "signed-in" ? { state, actions, source, takes } : undefined;
}

/** The name behind an id, where it was chosen by it. */
export function nameHint(state: PageState, kind: LookUpKind, id: string): string | undefined {
  const name = nameOf(state, kind, id);
  return name === undefined ? undefined : visible(name);
}
