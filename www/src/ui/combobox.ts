/**
 * A field with choices that are looked up while it is typed into: the combobox pattern of the ARIA Authoring Practices, with a
 * list that is offered and never forced. The focus stays in the field; the marked choice is its active descendant.
 */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { choicesIn, type LookUpState } from "../flow/look-up.js";
import type { Choice, LookUpAnswer, LookUpRequest } from "../protocol.js";
import type { PageState } from "../state.js";
import type { Phrase } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { phrase } from "./english.js";

/** Where a field's choices come from, and what of them it takes. */
export interface FieldLookUp {
  readonly state: PageState;
  readonly actions: Actions;
  readonly source: Omit<LookUpRequest, "typed">;
  readonly takes: "id" | "name";
}

/** What the control needs. */
export interface ComboboxProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isInvalid: boolean;
  readonly describedBy: string | typeof nothing;
  readonly lookUp: FieldLookUp;
  readonly onInput: (value: string) => void;
  readonly onLeave: (value: string) => void;
}

/** The control with its choices. */
export function combobox(props: ComboboxProps): TemplateResult {
  const { id, lookUp } = props;
  const open = lookUp.state.lookUp?.control === id ? lookUp.state.lookUp : undefined;
  const choices = choicesIn(open);
  return html`<div class="combobox">
    <input
      id=${id}
      type="text"
      role="combobox"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-autocomplete="list"
      aria-expanded=${choices.length > 0 ? "true" : "false"}
      aria-controls=${choices.length > 0 ? `${id}-choices` : nothing}
      aria-activedescendant=${open && open.active >= 0 ? choiceId(id, open.active) : nothing}
      aria-invalid=${props.isInvalid ? "true" : nothing}
      aria-describedby=${props.describedBy}
      .value=${live(props.value)}
      @input=${(event: InputEvent) => typed(props, (event.currentTarget as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => pressed(event, props, open)}
      @change=${(event: Event) => props.onLeave((event.currentTarget as HTMLInputElement).value)}
      @blur=${() => lookUp.actions.closeLookUp()}
    />
    ${open ? offer(props, open, choices) : nothing}
  </div>`;
}

function offer(
  props: ComboboxProps,
  { answer, active }: LookUpState,
  choices: readonly Choice[],
): TemplateResult {
  const list = html`<ul id="${props.id}-choices" role="listbox" aria-label=${props.label}>
    ${choices.map((choice, index) => option(props, choice, index, index === active))}
  </ul>`;
  return html`<div class="look-up">
    ${choices.length > 0 ? list : nothing}
    <p class="hint">${phrase(status(answer))}</p>
  </div>`;
}

/** The pointer must not take the focus from the field, which would close the list before the click. */
function option(props: ComboboxProps, choice: Choice, index: number, isActive: boolean): TemplateResult {
  return html`<li
    id=${choiceId(props.id, index)}
    role="option"
    aria-selected=${isActive ? "true" : "false"}
    @mousedown=${(event: MouseEvent) => event.preventDefault()}
    @click=${() => take(props, choice)}
  >
    <bdi class="breakable">${visible(choice.name)}</bdi>
    <span class="muted">${props.lookUp.takes === "id" ? choice.id : visible(choice.list ?? "")}</span>
  </li>`;
}

function status(answer: LookUpAnswer | undefined): Phrase {
  if (!answer) return { key: "look-up.asking" };
  if ("refused" in answer) {
    const { refused, reason = "" } = answer;
    if (refused === 401) return { key: "look-up.session" };
    if (refused !== "unreachable") return { key: "look-up.refused", values: { status: String(refused) } };
    return { key: "look-up.unreachable", english: { reason } };
  }
  const { choices, total } = answer;
  const shown = choices.length;
  if (shown === 0) return { key: total === undefined ? "look-up.none-so-far" : "look-up.none" };
  if (total === undefined) return { key: "look-up.some", values: { shown } };
  if (total > shown) return { key: "look-up.more", values: { shown, count: total } };
  return { key: "look-up.all", values: { count: total } };
}

function typed({ id, lookUp, onInput }: ComboboxProps, value: string): void {
  onInput(value);
  lookUp.actions.lookUp(id, { ...lookUp.source, typed: value });
}

function take({ lookUp, onInput, onLeave }: ComboboxProps, choice: Choice): void {
  const { actions, source, takes } = lookUp;
  onInput(choice[takes]);
  actions.choose(source.kind, choice);
  onLeave(choice[takes]);
}

function pressed(event: KeyboardEvent, props: ComboboxProps, open: LookUpState | undefined): void {
  const done = answerKey(event, props, open);
  if (done) event.preventDefault();
}

/** Whether the key was for the choices; a key that was not does what it does in every field. */
function answerKey(
  { key, isComposing }: KeyboardEvent,
  props: ComboboxProps,
  open: LookUpState | undefined,
): boolean {
  const { id, value, lookUp } = props;
  if (isComposing) return false;
  if (key === "ArrowDown" || key === "ArrowUp") {
    if (open) lookUp.actions.markChoice(key === "ArrowDown" ? 1 : -1);
    else lookUp.actions.lookUp(id, { ...lookUp.source, typed: lookUp.takes === "id" ? "" : value });
    return true;
  }
  const marked = open && choicesIn(open)[open.active];
  if (key === "Enter" && marked) take(props, marked);
  else if (key === "Escape" && open) lookUp.actions.closeLookUp();
  else return false;
  return true;
}

function choiceId(control: string, index: number): string {
  return `${control}-choice-${index}`;
}
