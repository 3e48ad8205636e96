/**
 * The context form as the tester fills it in: its shape, and how it is edited.
 *
 * Pure. What is wrong with a form is told in `context-errors`, what it means in `context-content`.
 */

import type { RuleForm } from "./rule-form.js";
import type { Phrase, TextKey, Values } from "./texts/index.js";

/** A type and its value: an environment entry or a test field. */
export interface Pair {
  readonly type: string;
  readonly value: string;
}

/** A piece of a context file that no control shows, such as an empty text, where it stands. */
export interface Kept {
  readonly path: readonly string[];
  readonly value: unknown;
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
  readonly subType: string;
  readonly artifactId: string;
  readonly modules: readonly string[];
  readonly backlogItems: readonly string[];
  readonly environment: readonly Pair[];
  readonly testFields: readonly Pair[];
  readonly rules: readonly RuleForm[];
  /** What a file says beyond the form. */
  readonly kept: readonly Kept[];
}

/** The name of a field that holds one text. */
export type TextField = Exclude<
  keyof ContextForm,
  "releaseBy" | "modules" | "backlogItems" | "environment" | "testFields" | "rules" | "kept"
>;

/** A mistake in the form. */
export interface FormError {
  /** The id of the control that is to be mended, such as `modules-2`. */
  readonly field: string;
  readonly text: TextKey;
  readonly values?: Values;
  /** What fills the words in English, since the core says it. */
  readonly english?: Phrase["english"];
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
  subType: "",
  artifactId: "",
  modules: [],
  backlogItems: [],
  environment: [],
  testFields: [],
  rules: [],
  kept: [],
};

/** The four kinds of test field that the schema has (`testFieldType`). */
export const testFieldTypes = ["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"] as const;

/** How many kinds of link the form sets for all tests. */
export function linksSet(form: ContextForm): number {
  const texts = [form.milestone, form.program, form.suiteId, form.serverId];
  const lists = [form.modules, form.backlogItems, form.environment, form.testFields];
  const release = form.releaseBy === "none" ? 0 : 1;
  return release + texts.filter(isFilled).length + lists.filter((list) => list.length > 0).length;
}

/** Whether the form says anything. */
export function saysAnything(form: ContextForm): boolean {
  return linksSet(form) > 0 || form.rules.length > 0;
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
  return pair.type === "" && pair.value === "";
}

/** Whether anything was typed. */
export function isFilled(value: string): boolean {
  return value !== "";
}
