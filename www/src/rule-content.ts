/** A rule of the form and what it means: a rule of a context file, there and back. */

import type { EntityId, LinkKind, LinkRule, Links, Status, TestSelector, TextPattern } from "octane-payload";
import { keptOf, withKept } from "./kept.js";
import { idOf, releaseOf, suiteOf } from "./link-values.js";
import {
  type Condition,
  conditionKey,
  type Effect,
  effectActs,
  emptyCondition,
  emptyEffect,
  isSingle,
  linkKinds,
  type RuleForm,
} from "./rule-form.js";

type Fields = Record<string, unknown>;

/** What the rule means; to be asked only of one without mistakes. */
export function ruleContentOf(rule: RuleForm): LinkRule {
  return withKept(shownRule(rule), rule.kept) as LinkRule;
}

/** The form of a file's rule. */
export function ruleFormOf(rule: LinkRule, id: number): RuleForm {
  const conditions = Object.entries(rule.when ?? {}).flatMap(([field, value]) => conditionsOf(field, value));
  const effects = effectActs.flatMap((act) => effectsOf(act, { ...rule[act] }));
  const form = { id, name: rule.name ?? "", conditions, effects, kept: [] };
  return { ...form, kept: keptOf(rule, shownRule(form)) };
}

function shownRule({ name, conditions, effects }: RuleForm): LinkRule {
  const acts = effectActs.map((act) => [act, linksOf(act, effects)] as const);
  return {
    ...(name !== "" && { name }),
    ...(conditions.length > 0 && { when: selectorOf(conditions) }),
    ...Object.fromEntries(acts.filter(([, links]) => Object.keys(links).length > 0)),
  };
}

function selectorOf(conditions: readonly Condition[]): TestSelector {
  const selector: Fields = {};
  for (const key of new Set(conditions.map(conditionKey))) {
    const rows = conditions.filter((condition) => conditionKey(condition) === key);
    const [first = emptyCondition] = rows;
    const value = rows.length === 1 ? patternOf(first) : rows.map(patternOf);
    if (first.field !== "property") selector[key] = value;
    else selector.property = { ...(selector.property as Fields), [first.property]: value };
  }
  return selector;
}

function patternOf({ field, way, text }: Condition): string | { regex: string } {
  if (field === "status") return text;
  if (way === "empty") return "";
  return way === "regex" ? { regex: text } : text;
}

function conditionsOf(field: string, value: unknown): Condition[] {
  if (field === "property") {
    return Object.entries(value as Fields).flatMap(([property, patterns]) =>
      listOf(patterns).map((pattern) => ({ ...conditionOf("property", pattern), property })),
    );
  }
  return listOf(value).map((pattern) => conditionOf(field as Condition["field"], pattern));
}

function conditionOf(field: Condition["field"], pattern: unknown): Condition {
  const isRegex = typeof pattern === "object";
  const text = isRegex ? (pattern as { regex: string }).regex : (pattern as Status | TextPattern as string);
  const way = text === "" ? "empty" : isRegex ? "regex" : "glob";
  return { ...emptyCondition, field, way, text };
}

/** The links of one act, by kind. */
function linksOf(act: Effect["act"], effects: readonly Effect[]): Fields {
  const ofAct = effects.filter((effect) => effect.act === act);
  const kinds = linkKinds.filter((kind) => ofAct.some((effect) => effect.kind === kind));
  const linkOfKind = (kind: LinkKind) =>
    linkOf(
      kind,
      ofAct.filter((effect) => effect.kind === kind),
    );
  return Object.fromEntries(kinds.map((kind) => [kind, linkOfKind(kind)]));
}

function linkOf(kind: LinkKind, effects: readonly Effect[]): unknown {
  const [first = emptyEffect] = effects;
  if (first.act === "remove" && (first.all || isSingle(kind))) return true;
  if (kind === "suite") return suiteOf(first);
  if (kind === "release") return releaseOf({ by: first.releaseBy, id: first.id, name: first.value });
  if (isSingle(kind)) return idOf(first.id);
  const hasIds = kind === "backlogItems" || kind === "productAreas";
  return effects.map(({ id, type, value }) => (hasIds ? idOf(id) : { type, value }));
}

function effectsOf(act: Effect["act"], links: Fields): Effect[] {
  return Object.entries(links).flatMap(([name, value]) => {
    const kind = name as LinkKind;
    return listOf(value).map((item) => ({ ...emptyEffect, act, kind, ...effectOf(kind, item) }));
  });
}

function effectOf(kind: LinkKind, item: unknown): Partial<Effect> {
  if (item === true) return { all: !isSingle(kind) };
  if (typeof item !== "object") return { id: String(item as EntityId) };
  if (kind === "suite") {
    const { id, externalRunId = "", component = "" } = item as NonNullable<Links["suite"]>;
    return { id: String(id), runId: externalRunId, component };
  }
  if (kind !== "release") return item as Pick<Effect, "type" | "value">;
  const { id, name } = item as { id?: EntityId; name?: string };
  if (id !== undefined) return { releaseBy: "id", id: String(id) };
  return name === undefined ? { releaseBy: "default" } : { releaseBy: "name", value: name };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
