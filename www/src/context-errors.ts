/**
 * What is wrong with the context form, control by control.
 *
 * Owns the rules that a tester meets while typing: which fields belong together, what an id looks like, how long a value may
 * be. Whether a regular expression is one, the core tells (`faultErrors`).
 */

import type { Diagnostic } from "octane-payload";
import { type ContextForm, type FormError, isEmptyPair, isFilled, type Pair } from "./context-form.js";
import { conditionKey, type Effect, isSingle, type RuleForm } from "./rule-form.js";

/** Longest value that the schema allows (`string255`), in code points. */
const longest = 255;

/** The ids that the schema allows (`xs:long`). */
const ids = { least: -(2n ** 63n), largest: 2n ** 63n - 1n };

/** What is wrong with the form, in the order of its fields. */
export function contextErrors(form: ContextForm): FormError[] {
  return [
    ...releaseErrors(form),
    ...idErrors("milestone", form.milestone),
    ...idErrors("program", form.program),
    ...suiteErrors(form),
    ...buildErrors(form),
    ...form.modules.flatMap((id, row) => idErrors(`modules-${row}`, id)),
    ...form.backlogItems.flatMap((id, row) => idErrors(`backlogItems-${row}`, id)),
    ...form.environment.flatMap((pair, row) => pairErrors(`environment-${row}`, pair)),
    ...form.testFields.flatMap((pair, row) => pairErrors(`testFields-${row}`, pair)),
    ...form.rules.flatMap(ruleErrors),
  ];
}

/** What the core finds wrong, at the control of its path, such as `/rules[2]/when/name/regex`. */
export function faultErrors(form: ContextForm, faults: readonly Diagnostic[]): FormError[] {
  return faults.map(({ path, message }) => ({
    field: controlOf(form, path),
    text: "error.context-fault",
    english: { message },
  }));
}

const pathOfCondition = /^\/rules\[(\d+)\]\/when\/(property\/.+?|\w+?)(?:\[(\d+)\])?(?:\/regex)?$/;

function controlOf({ rules }: ContextForm, path: string): string {
  const [, number = "", key = "", item = "1"] = pathOfCondition.exec(path) ?? [];
  const rule = rules[Number(number) - 1];
  const rows = [...(rule?.conditions.entries() ?? [])].filter(([, row]) => conditionKey(row) === key);
  const [row] = rows[Number(item) - 1] ?? [];
  return rule && row !== undefined ? `rule-${rule.id}-when-${row}-text` : "context-form";
}

function releaseErrors(form: ContextForm): FormError[] {
  if (form.releaseBy === "id") return requiredId("releaseId", form.releaseId);
  return form.releaseBy === "name" ? requiredText("releaseName", form.releaseName) : [];
}

function suiteErrors(form: ContextForm): FormError[] {
  const rest = [form.suiteRunId, form.suiteComponent];
  return [
    ...(rest.some(isFilled) ? missing("suiteId", form.suiteId) : []),
    ...idErrors("suiteId", form.suiteId),
    ...tooLong("suiteRunId", form.suiteRunId),
    ...tooLong("suiteComponent", form.suiteComponent),
  ];
}

const buildFields = [
  "serverId",
  "jobId",
  "buildId",
  "jobName",
  "buildName",
  "subType",
  "artifactId",
] as const;
const requiredBuildFields = ["serverId", "jobId", "buildId"] as const;

function buildErrors(form: ContextForm): FormError[] {
  if (!buildFields.some((field) => isFilled(form[field]))) return [];
  const absent = requiredBuildFields
    .filter((field) => !isFilled(form[field]))
    .map((field): FormError => ({ field, text: "error.build-together" }));
  return [...absent, ...buildFields.flatMap((field) => tooLong(field, form[field]))];
}

function ruleErrors(rule: RuleForm): FormError[] {
  const conditions = rule.conditions.flatMap(({ field, property, way, text }, row) => {
    const id = `rule-${rule.id}-when-${row}`;
    const isWritten = field !== "status" && way !== "empty";
    return [
      ...(field === "property" ? missing(`${id}-property`, property) : []),
      ...(isWritten || field === "status" ? missing(`${id}-text`, text) : []),
    ];
  });
  const effects = rule.effects.flatMap((effect, row) => effectErrors(rule, effect, row));
  return [...tooLong(`rule-${rule.id}-name`, rule.name), ...conditions, ...effects];
}

function effectErrors({ id, effects }: RuleForm, effect: Effect, row: number): FormError[] {
  const control = `rule-${id}-then-${row}`;
  const alike = effects.slice(0, row).filter(({ act, kind }) => act === effect.act && kind === effect.kind);
  const takesOne = isSingle(effect.kind) || effect.all || alike.some(({ all }) => all);
  if (alike.length > 0 && takesOne) return [{ field: `${control}-kind`, text: "error.twice" }];
  return effect.act === "remove" && (effect.all || isSingle(effect.kind)) ? [] : valueErrors(control, effect);
}

function valueErrors(control: string, effect: Effect): FormError[] {
  const { kind, releaseBy, id, type, value, runId, component } = effect;
  if (kind === "release" && releaseBy === "default") return [];
  if (kind === "release" && releaseBy === "name") return requiredText(`${control}-value`, value);
  if (kind === "environment" || kind === "testFields") {
    return [...requiredText(`${control}-type`, type), ...requiredText(`${control}-value`, value)];
  }
  const rest = [...tooLong(`${control}-run`, runId), ...tooLong(`${control}-component`, component)];
  return [...requiredId(`${control}-id`, id), ...(kind === "suite" ? rest : [])];
}

function pairErrors(field: string, pair: Pair): FormError[] {
  if (isEmptyPair(pair)) return [];
  return [...requiredText(`${field}-type`, pair.type), ...requiredText(`${field}-value`, pair.value)];
}

function requiredText(field: string, value: string): FormError[] {
  return [...missing(field, value), ...tooLong(field, value)];
}

function requiredId(field: string, value: string): FormError[] {
  return [...missing(field, value.trim()), ...idErrors(field, value)];
}

function missing(field: string, value: string): FormError[] {
  return isFilled(value) ? [] : [{ field, text: "error.missing" }];
}

function tooLong(field: string, value: string): FormError[] {
  const length = [...value].length;
  return length > longest ? [{ field, text: "error.too-long", values: { count: length, longest } }] : [];
}

function idErrors(field: string, value: string): FormError[] {
  const id = value.trim();
  if (id === "") return [];
  const isId = /^[+-]?\d{1,19}$/.test(id) && isLong(BigInt(id.replace("+", "")));
  return isId ? [] : [{ field, text: "error.not-an-id", values: { value: id } }];
}

function isLong(id: bigint): boolean {
  return id >= ids.least && id <= ids.largest;
}
