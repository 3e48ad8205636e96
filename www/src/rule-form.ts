/**
 * A rule of the context form: which tests it chooses, and what it does to their links.
 *
 * Pure: the shape of a rule, and how it is edited. A row is one pattern or one item; rows of one field belong together.
 */

import type { LinkKind, LinkPolicy, Status } from "octane-payload";
import type { Kept } from "./context-form.js";

/** What a condition looks at. */
export const conditionFields = [
  "module",
  "package",
  "class",
  "name",
  "file",
  "status",
  "tag",
  "property",
] as const;

/** The ways a text is looked at: as a glob, as a regular expression, or for being empty. */
export const conditionWays = ["glob", "regex", "empty"] as const;

/** The statuses of a test. */
export const statuses: readonly Status[] = ["Passed", "Failed", "Skipped", "Planned"];

/** One thing that must hold; of several for one field, one must. */
export interface Condition {
  readonly field: (typeof conditionFields)[number];
  /** Name of the property; for the field `property`. */
  readonly property: string;
  readonly way: (typeof conditionWays)[number];
  /** The pattern; for the field `status` the status. */
  readonly text: string;
}

/** What a rule does to a kind of link. */
export const effectActs = ["set", "add", "remove"] as const;

/** One link that a rule sets, adds or removes. */
export interface Effect {
  readonly act: (typeof effectActs)[number];
  readonly kind: LinkKind;
  /** Whether all of the kind are removed. */
  readonly all: boolean;
  readonly releaseBy: "id" | "name" | "default";
  readonly id: string;
  readonly type: string;
  /** The value of a test field or an environment, or the name of a release. */
  readonly value: string;
  readonly runId: string;
  readonly component: string;
}

/** A rule. */
export interface RuleForm {
  /** By which its controls are known; no two rules have the same. */
  readonly id: number;
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly effects: readonly Effect[];
  /** What a file says of it beyond the form. */
  readonly kept: readonly Kept[];
}

/** The kinds of link, in the order of the payload. */
export const linkKinds: readonly LinkKind[] = [
  "suite",
  "program",
  "release",
  "milestone",
  "backlogItems",
  "productAreas",
  "testFields",
  "environment",
];

/** The ways to settle a conflict, the usual one first. */
export const linkPolicies: readonly LinkPolicy[] = ["run-wins", "report-wins", "unite", "refuse"];

/** A condition before anything was typed. */
export const emptyCondition: Condition = { field: "name", property: "", way: "glob", text: "" };

/** An effect before anything was typed. */
export const emptyEffect: Effect = {
  act: "set",
  kind: "release",
  all: false,
  releaseBy: "id",
  id: "",
  type: "",
  value: "",
  runId: "",
  component: "",
};

/** Whether a test has one link of the kind at most. */
export function isSingle(kind: LinkKind): boolean {
  return kind === "suite" || kind === "program" || kind === "release" || kind === "milestone";
}

/** The kinds that an act is for: only those with several values can be added to. */
export function kindsOf(act: Effect["act"]): readonly LinkKind[] {
  return act === "add" ? linkKinds.filter((kind) => !isSingle(kind)) : linkKinds;
}

/** What the core calls a condition by: `name`, or `property/team`. */
export function conditionKey({ field, property }: Condition): string {
  return field === "property" ? `property/${property}` : field;
}

/** The rules with a new one at the end: for all tests with a name to be given, and with one link to be set. */
export function addRule(rules: readonly RuleForm[]): RuleForm[] {
  const rule = { name: "", conditions: [emptyCondition], effects: [emptyEffect], kept: [] };
  return [...rules, { id: freeId(rules), ...rule }];
}

/** The rules without one. */
export function removeRule(rules: readonly RuleForm[], id: number): RuleForm[] {
  return rules.filter((rule) => rule.id !== id);
}

/** The rules with one a place earlier or later; a later one goes before an earlier one. */
export function moveRule(rules: readonly RuleForm[], id: number, by: 1 | -1): RuleForm[] {
  const from = rules.findIndex((rule) => rule.id === id);
  const moved = rules[from];
  if (!moved || from + by < 0 || from + by >= rules.length) return [...rules];
  return removeRule(rules, id).toSpliced(from + by, 0, moved);
}

/** The rules with one changed. */
export function editRule(rules: readonly RuleForm[], id: number, change: Partial<RuleForm>): RuleForm[] {
  return rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule));
}

/** An effect with another act; a kind that the act is not for becomes one that it is for. */
export function withAct(effect: Effect, act: Effect["act"]): Effect {
  const kind = kindsOf(act).includes(effect.kind) ? effect.kind : "productAreas";
  return { ...effect, act, kind, all: act === "remove" && effect.all };
}

function freeId(rules: readonly RuleForm[]): number {
  return Math.max(0, ...rules.map(({ id }) => id)) + 1;
}
