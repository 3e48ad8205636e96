/**
 * The context form as the tester fills it in, its mistakes, and the `Context` that it means.
 *
 * Owns the rules of the form: which fields belong together, what an id looks like, how long a value may be.
 */

import type { Context, EntityId, TestField } from "octane-payload";
import type { TextKey, Values } from "./texts/index.js";

/** A type and its value: an environment entry or a test field. */
export interface Pair {
  readonly type: string;
  readonly value: string;
}

/** The form, every field as it was typed. Row lists end where the last filled row ends. */
export interface ContextForm {
  readonly releaseBy: "none" | "id" | "name" | "default";
  readonly releaseId: string;
  readonly releaseName: string;
  readonly milestone: string;
  readonly program: string;
  readonly suiteId: string;
  readonly suiteRunId: string;
  readonly suiteComponent: string;
  readonly serverId: string;
  readonly jobId: string;
  readonly buildId: string;
  readonly jobName: string;
  readonly buildName: string;
  readonly modules: readonly string[];
  readonly backlogItems: readonly string[];
  readonly environment: readonly Pair[];
  readonly testFields: readonly Pair[];
}

/** The name of a field that holds one text. */
export type TextField = Exclude<
  keyof ContextForm,
  "releaseBy" | "modules" | "backlogItems" | "environment" | "testFields"
>;

/** A mistake in the form. */
export interface FormError {
  /** The id of the control that is to be mended, such as `modules-2`. */
  readonly field: string;
  readonly text: TextKey;
  readonly values?: Values;
}

/** The form before anything was typed. */
export const emptyContextForm: ContextForm = {
  releaseBy: "none",
  releaseId: "",
  releaseName: "",
  milestone: "",
  program: "",
  suiteId: "",
  suiteRunId: "",
  suiteComponent: "",
  serverId: "",
  jobId: "",
  buildId: "",
  jobName: "",
  buildName: "",
  modules: [],
  backlogItems: [],
  environment: [],
  testFields: [],
};

/** The four kinds of test field that the schema has (`testFieldType`). */
export const testFieldTypes = ["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"] as const;

/** Longest value that the schema allows (`string255`), in code points. */
const longest = 255;

/** Largest id that the schema allows (`xs:long`). */
const largestId = 9223372036854775807n;

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
  ];
}

/** How many kinds of link the form sets. */
export function linksSet(form: ContextForm): number {
  const texts = [form.milestone, form.program, form.suiteId, form.serverId];
  const lists = [form.modules, form.backlogItems, form.environment, form.testFields];
  const release = form.releaseBy === "none" ? 0 : 1;
  return release + texts.filter(isFilled).length + lists.filter((list) => list.length > 0).length;
}

/** Sets row `row` of a list, which may be the one after the last; empty rows at the end are dropped. */
export function withRow<Row>(
  rows: readonly Row[],
  row: number,
  value: Row,
  isEmpty: (row: Row) => boolean,
): Row[] {
  const changed = [...rows];
  changed[row] = value;
  while (changed.length > 0 && isEmpty(changed[changed.length - 1] as Row)) changed.pop();
  return changed;
}

/** The list without row `row`. */
export function withoutRow<Row>(rows: readonly Row[], row: number): Row[] {
  return rows.filter((_, index) => index !== row);
}

/** Whether nothing was typed into either half. */
export function isEmptyPair(pair: Pair): boolean {
  return !isFilled(pair.type) && !isFilled(pair.value);
}

/** Whether anything but blanks was typed. */
export function isFilled(value: string): boolean {
  return value.trim() !== "";
}

function releaseErrors(form: ContextForm): FormError[] {
  if (form.releaseBy === "id")
    return [...missing("releaseId", form.releaseId), ...idErrors("releaseId", form.releaseId)];
  if (form.releaseBy === "name") return requiredText("releaseName", form.releaseName);
  return [];
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

const buildFields = ["serverId", "jobId", "buildId", "jobName", "buildName"] as const;
const requiredBuildFields = ["serverId", "jobId", "buildId"] as const;

function buildErrors(form: ContextForm): FormError[] {
  if (!buildFields.some((field) => isFilled(form[field]))) return [];
  const absent = requiredBuildFields
    .filter((field) => !isFilled(form[field]))
    .map((field): FormError => ({ field, text: "error.build-together" }));
  return [...absent, ...buildFields.flatMap((field) => tooLong(field, form[field]))];
}

function pairErrors(field: string, pair: Pair): FormError[] {
  if (isEmptyPair(pair)) return [];
  return [...requiredText(`${field}-type`, pair.type), ...requiredText(`${field}-value`, pair.value)];
}

function requiredText(field: string, value: string): FormError[] {
  return [...missing(field, value), ...tooLong(field, value)];
}

function missing(field: string, value: string): FormError[] {
  return isFilled(value) ? [] : [{ field, text: "error.missing" }];
}

function tooLong(field: string, value: string): FormError[] {
  const length = [...value.trim()].length;
  return length > longest ? [{ field, text: "error.too-long", values: { count: length, longest } }] : [];
}

function idErrors(field: string, value: string): FormError[] {
  const id = value.trim();
  if (id === "") return [];
  const isId = /^\d{1,19}$/.test(id) && BigInt(id) <= largestId;
  return isId ? [] : [{ field, text: "error.not-an-id", values: { value: id } }];
}

/** What the form means; to be asked only of a form without mistakes. */
export function contextOf(form: ContextForm): Context {
  const release = releaseOf(form);
  return {
    ...(isFilled(form.serverId) && { build: buildOf(form) }),
    ...(isFilled(form.suiteId) && { suite: suiteOf(form) }),
    ...(isFilled(form.program) && { program: idOf(form.program) }),
    ...(release && { release }),
    ...(isFilled(form.milestone) && { milestone: idOf(form.milestone) }),
    ...list("backlogItems", filledIds(form.backlogItems)),
    ...list("productAreas", filledIds(form.modules)),
    ...list("testFields", filledPairs(form.testFields) as TestField[]),
    ...list("environment", filledPairs(form.environment)),
  };
}

/** The name that stands for the default release of a workspace (Octane 15.1.8 and later). */
const defaultRelease = "_default_";

function releaseOf(form: ContextForm): Context["release"] {
  if (form.releaseBy === "id") return { id: idOf(form.releaseId) };
  if (form.releaseBy === "name") return { name: form.releaseName.trim() };
  return form.releaseBy === "default" ? { name: defaultRelease } : undefined;
}

function buildOf(form: ContextForm): NonNullable<Context["build"]> {
  return {
    serverId: form.serverId.trim(),
    jobId: form.jobId.trim(),
    buildId: form.buildId.trim(),
    ...(isFilled(form.jobName) && { jobName: form.jobName.trim() }),
    ...(isFilled(form.buildName) && { buildName: form.buildName.trim() }),
  };
}

function suiteOf(form: ContextForm): NonNullable<Context["suite"]> {
  return {
    id: idOf(form.suiteId),
    ...(isFilled(form.suiteRunId) && { externalRunId: form.suiteRunId.trim() }),
    ...(isFilled(form.suiteComponent) && { component: form.suiteComponent.trim() }),
  };
}

function filledIds(ids: readonly string[]): EntityId[] {
  return ids.filter(isFilled).map(idOf);
}

/** An id as a number as long as JavaScript can hold it, and as text beyond. */
function idOf(typed: string): EntityId {
  const id = Number(typed);
  return Number.isSafeInteger(id) ? id : BigInt(typed).toString();
}

function filledPairs(pairs: readonly Pair[]): { type: string; value: string }[] {
  return pairs
    .filter((pair) => !isEmptyPair(pair))
    .map(({ type, value }) => ({ type: type.trim(), value: value.trim() }));
}

/** A field of a list; absent where the list is empty. */
function list<Name extends string, Value>(name: Name, values: Value[]): { [Key in Name]?: Value[] } {
  return values.length > 0 ? ({ [name]: values } as { [Key in Name]: Value[] }) : {};
}
