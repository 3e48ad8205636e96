/**
 * The options that decide how cases become runs, as the page edits them.
 *
 * Pure: options in, options out. A value that is emptied, or that is the default, is left out.
 */

import type { CaseOptions, ConvertOptions, IdentityPreset, IdentityTemplates } from "octane-payload";
import type { TextKey } from "./texts/index.js";

/** The options that the page edits. */
export type PageCases = CaseOptions & Pick<ConvertOptions, "illegalCharacters">;

/** The presets of identities, the default first. */
export const presets: readonly IdentityPreset[] = ["collection-tool", "github-action", "jenkins"];

/** A part of an identity that a template can make. */
export type TemplatePart = "module" | "package" | "class" | "name";

/** The parts, in Octane's order. */
export const templateParts: readonly TemplatePart[] = ["module", "package", "class", "name"];

/** A choice among named values; the first is the default. */
export interface CaseChoice {
  /** The group of the option; none for one that stands alone. */
  readonly group: "times" | "statuses" | "fit" | "illegalCharacters" | undefined;
  readonly field: string;
  readonly label: TextKey;
  readonly values: readonly (readonly [string, TextKey])[];
}

/** The choices, in the order in which they are shown. */
export const caseChoices: readonly CaseChoice[] = [
  {
    group: "times",
    field: "starts",
    label: "cases.starts",
    values: [
      ["suite", "cases.starts.suite"],
      ["in-sequence", "cases.starts.in-sequence"],
    ],
  },
  {
    group: "times",
    field: "unit",
    label: "cases.unit",
    values: [
      ["auto", "cases.unit.auto"],
      ["seconds", "cases.unit.seconds"],
      ["milliseconds", "cases.unit.milliseconds"],
    ],
  },
  {
    group: "statuses",
    field: "attempts",
    label: "cases.attempts",
    values: [
      ["last", "cases.attempts.last"],
      ["first", "cases.attempts.first"],
      ["worst", "cases.attempts.worst"],
    ],
  },
  {
    group: "statuses",
    field: "unknown",
    label: "cases.unknown",
    values: [
      ["", "cases.unknown.default"],
      ["Passed", "status.Passed"],
      ["Failed", "status.Failed"],
      ["Skipped", "status.Skipped"],
      ["Planned", "status.Planned"],
      ["refuse", "cases.refuse"],
    ],
  },
  {
    group: "fit",
    field: "tooLong",
    label: "cases.tooLong",
    values: [
      ["hash", "cases.tooLong.hash"],
      ["cut-end", "cases.tooLong.cut-end"],
      ["cut-middle", "cases.tooLong.cut-middle"],
      ["refuse", "cases.refuse"],
    ],
  },
  {
    group: "fit",
    field: "emptyName",
    label: "cases.emptyName",
    values: [
      ["placeholder", "cases.emptyName.placeholder"],
      ["refuse", "cases.refuse"],
    ],
  },
  {
    group: "fit",
    field: "badUrl",
    label: "cases.badUrl",
    values: [
      ["description", "cases.badUrl.description"],
      ["omit", "cases.badUrl.omit"],
      ["refuse", "cases.refuse"],
    ],
  },
  {
    group: "fit",
    field: "negativeDuration",
    label: "cases.negativeDuration",
    values: [
      ["zero", "cases.negativeDuration.zero"],
      ["absolute", "cases.negativeDuration.absolute"],
      ["keep", "cases.negativeDuration.keep"],
      ["refuse", "cases.refuse"],
    ],
  },
  {
    group: undefined,
    field: "duplicates",
    label: "cases.duplicates",
    values: [
      ["distinct", "cases.duplicates.distinct"],
      ["worst", "cases.duplicates.worst"],
      ["last", "cases.duplicates.last"],
      ["refuse", "cases.refuse"],
    ],
  },
];

type Fields = Readonly<Record<string, unknown>>;

/** The identity as templates, whichever way it is given. */
export function templatesOf({ identity }: CaseOptions): IdentityTemplates {
  return typeof identity === "string" ? { preset: identity } : (identity ?? {});
}

/** Whether a template stands in place of some of the preset. */
export function hasTemplates(cases: CaseOptions): boolean {
  const templates = templatesOf(cases);
  return templateParts.some((part) => templates[part] !== undefined);
}

/** The options with another preset. */
export function editPreset(cases: PageCases, preset: IdentityPreset): PageCases {
  return withField(cases, "identity", { ...templatesOf(cases), preset });
}

/** The options with another template; an empty one leaves the part to the preset. */
export function editTemplate(cases: PageCases, part: TemplatePart, template: string): PageCases {
  return withField(cases, "identity", withField(templatesOf(cases), part, template || undefined));
}

/** The value that a choice has now. */
export function chosenValue(cases: PageCases, { group, field, values }: CaseChoice): string {
  const fields: Fields = group === undefined ? { ...cases } : { ...cases[group] };
  return String(fields[field] ?? values[0]?.[0] ?? "");
}

/** The options with another value of a choice or a text. */
export function editValue(
  cases: PageCases,
  group: CaseChoice["group"],
  field: string,
  value: string,
): PageCases {
  const given = value.trim() || undefined;
  if (group === undefined) return withField(cases, field, given);
  return withField(cases, group, withField({ ...cases[group] }, field, given));
}

/** The object with the field, or without it where there is nothing to say. */
function withField<T extends object>(object: T, field: string, value: unknown): T {
  const { [field]: _, ...others } = object as Record<string, unknown>;
  const isEmpty = value === undefined || (typeof value === "object" && Object.keys(value ?? {}).length === 0);
  return (isEmpty ? others : { ...others, [field]: value }) as T;
}
