/** What a rule does to the links of its tests: a line for each link. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { LinkKind } from "octane-payload";
import { testFieldTypes, withoutRow } from "../context-form.js";
import { linkHeading } from "../link-words.js";
import type { LookUpKind } from "../protocol.js";
import { type Effect, effectActs, emptyEffect, isSingle, kindsOf, withAct } from "../rule-form.js";
import { text } from "../texts/index.js";
import type { FieldLookUp } from "./combobox.js";
import { valueLookUp } from "./context-lists.js";
import { field } from "./field.js";
import { type RuleProps, removeLine, select } from "./rule-controls.js";

/** The lines, with the way to one more. */
export function effectRows(props: RuleProps): TemplateResult {
  const { rule, change } = props;
  const add = () => {
    change({ effects: [...rule.effects, emptyEffect] });
    document.getElementById(`rule-${rule.id}-then-${rule.effects.length}-act`)?.focus();
  };
  return html`<div class="rule-lines" role="group" aria-label=${text("rules.then")}>
    <h4>${text("rules.then")}</h4>
    ${rule.effects.map((effect, row) => line(props, effect, row))}
    <button type="button" class="button small" id="rule-${rule.id}-then-add" @click=${add}>
      ${text("rules.then.add")}
    </button>
  </div>`;
}

/** A line, and what its controls need. */
interface LineProps extends RuleProps {
  readonly effect: Effect;
  /** The ids of its controls begin with it. */
  readonly id: string;
  readonly set: (edit: Partial<Effect>) => void;
}

function line(props: RuleProps, effect: Effect, row: number): TemplateResult {
  const { rule, change } = props;
  const id = `rule-${rule.id}-then-${row}`;
  const put = (changed: Effect) => change({ effects: rule.effects.with(row, changed) });
  const lineProps = { ...props, effect, id, set: (edit: Partial<Effect>) => put({ ...effect, ...edit }) };
  const label = text("rules.then.row", { number: row + 1 });
  return html`<div class="rule-line" role="group" aria-label=${label}>
    ${select({
      id: `${id}-act`,
      label: text("rules.then.act"),
      value: effect.act,
      choices: effectActs.map((act) => [act, text(`act.${act}`)]),
      onChoose: (act) => put(withAct(effect, act)),
    })}
    ${select({
      id: `${id}-kind`,
      label: text("rules.then.kind"),
      value: effect.kind,
      choices: kindsOf(effect.act).map((kind) => [kind, linkHeading(kind)]),
      error: props.fields.errorOf(`${id}-kind`),
      onChoose: (kind) => put({ ...emptyEffect, act: effect.act, kind }),
    })}
    ${effect.act === "remove" ? removed(lineProps) : value(lineProps)}
    ${removeLine(`rule-${rule.id}-then-add`, label, () => change({ effects: withoutRow(rule.effects, row) }))}
  </div>`;
}

function removed(props: LineProps): TemplateResult | typeof nothing {
  const { effect, id, set } = props;
  if (isSingle(effect.kind)) return nothing;
  const choose = (event: Event) => set({ all: (event.currentTarget as HTMLInputElement).checked });
  return html`<label class="choice">
      <input type="checkbox" id="${id}-all" .checked=${live(effect.all)} @change=${choose} />
      ${text("rules.then.all")}
    </label>
    ${effect.all ? nothing : value(props)}`;
}

function value(props: LineProps): TemplateResult {
  const { kind } = props.effect;
  if (kind === "release") return release(props);
  if (kind === "environment" || kind === "testFields") return pair(props);
  return html`${typed(props, "id", "id", true)}
  ${kind === "suite" ? html`${typed(props, "run", "runId")} ${typed(props, "component", "component")}` : nothing}`;
}

function release(props: LineProps): TemplateResult {
  const { effect, id, set } = props;
  return html`${select({
    id: `${id}-by`,
    label: text("rules.then.by"),
    value: effect.releaseBy,
    choices: [
      ["id", text("context.release.id")],
      ["name", text("context.release.name")],
      ["default", text("context.release.default")],
    ],
    onChoose: (releaseBy) => set({ releaseBy }),
  })}
  ${effect.releaseBy === "id" ? typed(props, "id", "id", true) : nothing}
  ${effect.releaseBy === "name" ? typed(props, "value", "value") : nothing}`;
}

function pair(props: LineProps): TemplateResult {
  const { effect, id, set, fields, touch } = props;
  if (effect.kind === "environment")
    return html`${typed(props, "type", "type")} ${typed(props, "value", "value")}`;
  return html`${select({
    id: `${id}-type`,
    label: text("rules.then.type"),
    value: effect.type,
    choices: [
      ["", text("context.field.choose")],
      ...testFieldTypes.map((type) => [type, text(`field.${type}`)] as const),
    ],
    error: fields.errorOf(`${id}-type`),
    onChoose: (type) => set({ type }),
    onLeave: () => touch(`${id}-type`),
  })}
  ${typed(props, "value", "value")}`;
}

function typed(
  { effect, id, set, fields, touch }: LineProps,
  part: "id" | "type" | "value" | "run" | "component",
  name: "id" | "type" | "value" | "runId" | "component",
  numeric = false,
): TemplateResult {
  const control = `${id}-${part}`;
  const kind = kinds[effect.kind];
  return field({
    id: control,
    label: text(`rules.then.${part}`),
    value: effect[name],
    numeric,
    trims: true,
    lookUp: lookUpOf(effect, name, fields),
    hint: kind && name === "id" ? fields.nameOf(kind, effect.id) : undefined,
    error: fields.errorOf(control),
    onInput: (value) => set({ [name]: value }),
    onLeave: () => touch(control),
  });
}

/** What is looked up for a kind of link. */
const kinds: Readonly<Partial<Record<LinkKind, LookUpKind>>> = {
  release: "releases",
  milestone: "milestones",
  program: "programs",
  suite: "suites",
  productAreas: "modules",
  backlogItems: "backlogItems",
};

function lookUpOf(
  { kind: link, type }: Effect,
  name: "id" | "type" | "value" | "runId" | "component",
  fields: LineProps["fields"],
): FieldLookUp | undefined {
  const kind = kinds[link];
  if (kind && name === "id") return fields.lookUp({ kind }, "id");
  if (kind && name === "value") return fields.lookUp({ kind }, "name");
  if (link === "environment" && name === "type") return fields.lookUp({ kind: "environmentTypes" }, "name");
  if (name !== "value") return undefined;
  return valueLookUp(link === "environment" ? "environmentValues" : "testFieldValues", type, fields);
}
