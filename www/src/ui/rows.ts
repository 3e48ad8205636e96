/** Lists that grow as they are typed into: there is always one empty row after the last filled one. */

import { html, nothing, type TemplateResult } from "lit-html";
import { type FormError, isEmptyPair, isFilled, type Pair, withoutRow, withRow } from "../context-form.js";
import { text } from "../texts/index.js";
import type { FieldLookUp } from "./combobox.js";
import { field } from "./field.js";

/** What both kinds of list need. */
interface RowsProps<Row> {
  /** The name of the list; the ids of its controls are made from it. */
  readonly id: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  readonly onLeave: (control: string) => void;
  readonly errorOf: (control: string) => FormError | undefined;
}

/** What a list of ids needs. */
export interface IdRowsProps extends RowsProps<string> {
  readonly label: (number: number) => string;
  /** What the server says about an id, if it is known. */
  readonly hintOf: (id: string) => string | undefined;
  readonly lookUp?: FieldLookUp | undefined;
}

/** A list of ids. */
export function idRows(props: IdRowsProps): TemplateResult {
  return html`${[...props.rows, ""].map((value, row) => idRow(props, value, row))}`;
}

function idRow(props: IdRowsProps, value: string, row: number): TemplateResult {
  const id = `${props.id}-${row}`;
  const label = props.label(row + 1);
  return html`<div class="row">
    ${field({
      id,
      label,
      value,
      numeric: true,
      quiet: true,
      trims: true,
      lookUp: props.lookUp,
      hint: isFilled(value.trim()) ? props.hintOf(value.trim()) : undefined,
      error: props.errorOf(id),
      onInput: (typed) => props.onChange(withRow(props.rows, row, typed, (each) => !isFilled(each.trim()))),
      onLeave: () => props.onLeave(id),
    })}
    ${removeButton(props, label, row, id)}
  </div>`;
}

/** What a list of types and values needs. */
export interface PairRowsProps extends RowsProps<Pair> {
  readonly typeLabel: (number: number) => string;
  readonly valueLabel: (number: number) => string;
  /** The control of a type, where it is not a plain field. */
  readonly typeControl?: (pair: Pair, row: number, set: (type: string) => void) => TemplateResult;
  /** Where types are looked up. */
  readonly typeLookUp?: FieldLookUp | undefined;
  /** Where the values of a pair's type are looked up. */
  readonly valueLookUp: (pair: Pair) => FieldLookUp | undefined;
  /** The id of the list of usual values. */
  readonly valueList?: (pair: Pair) => string | undefined;
}

const emptyPair: Pair = { type: "", value: "" };

/** A list of types and values. */
export function pairRows(props: PairRowsProps): TemplateResult {
  return html`<div class="row pair-head" aria-hidden="true">
      <span class="label">${text("context.pair.type")}</span>
      <span class="label">${text("context.pair.value")}</span>
    </div>
    ${[...props.rows, emptyPair].map((pair, row) => pairRow(props, pair, row))}`;
}

function pairRow(props: PairRowsProps, pair: Pair, row: number): TemplateResult {
  const set = (change: Partial<Pair>) =>
    props.onChange(withRow(props.rows, row, { ...pair, ...change }, isEmptyPair));
  const id = `${props.id}-${row}`;
  return html`<div class="row pair">
    ${props.typeControl?.(pair, row, (type) => set({ type })) ?? typeField(props, pair, row, set)}
    ${field({
      id: `${id}-value`,
      label: props.valueLabel(row + 1),
      value: pair.value,
      quiet: true,
      trims: true,
      lookUp: props.valueLookUp(pair),
      list: props.valueList?.(pair),
      error: props.errorOf(`${id}-value`),
      onInput: (value) => set({ value }),
      onLeave: () => props.onLeave(`${id}-value`),
    })}
    ${removeButton(props, props.valueLabel(row + 1), row, `${id}-value`)}
  </div>`;
}

function typeField(
  props: PairRowsProps,
  pair: Pair,
  row: number,
  set: (change: Partial<Pair>) => void,
): TemplateResult {
  const id = `${props.id}-${row}-type`;
  return field({
    id,
    label: props.typeLabel(row + 1),
    value: pair.type,
    quiet: true,
    trims: true,
    lookUp: props.typeLookUp,
    error: props.errorOf(id),
    onInput: (type) => set({ type }),
    onLeave: () => props.onLeave(id),
  });
}

/** Removes a row; the row that takes its place gets the focus. */
function removeButton<Row>(
  props: RowsProps<Row>,
  label: string,
  row: number,
  control: string,
): TemplateResult {
  if (row >= props.rows.length) return html`<span class="row-end">${nothing}</span>`;
  const remove = () => {
    props.onChange(withoutRow(props.rows, row));
    document.getElementById(control)?.focus();
  };
  return html`<button type="button" class="button small row-end" aria-label=${text("context.remove-row", { label })} @click=${remove}>
    ${text("page.remove")}
  </button>`;
}
