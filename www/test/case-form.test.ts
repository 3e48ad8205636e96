/** The options of cases, as the page edits them. */

import type { CaseOptions } from "octane-payload";
import { describe, expect, test } from "vitest";
import {
  caseChoices,
  chosenValue,
  editPreset,
  editTemplate,
  editValue,
  hasTemplates,
  templatesOf,
} from "../src/case-form.js";

const choice = (field: string) => caseChoices.find((each) => each.field === field) as (typeof caseChoices)[0];

describe("identities", () => {
  test("a preset and templates stand beside each other", () => {
    const cases = editTemplate(editPreset({}, "jenkins"), "module", "{suite}");
    expect(cases).toEqual({ identity: { preset: "jenkins", module: "{suite}" } });
    expect(editPreset(cases, "github-action").identity).toEqual({
      preset: "github-action",
      module: "{suite}",
    });
  });

  test("an emptied template leaves the part to the preset", () => {
    const cases = editTemplate({}, "name", "{name}");
    expect(hasTemplates(cases)).toBe(true);
    expect(editTemplate(cases, "name", "")).toEqual({});
    expect(templatesOf({ identity: "jenkins" })).toEqual({ preset: "jenkins" });
  });
});

describe("values", () => {
  test("what is not set has its default", () => {
    expect(caseChoices.map((each) => chosenValue({}, each))).toEqual(
      caseChoices.map(({ values }) => values[0]?.[0]),
    );
  });

  test("a value stands in its group, or alone", () => {
    const cases: CaseOptions = editValue(
      editValue({}, "fit", "tooLong", "refuse"),
      undefined,
      "duplicates",
      "last",
    );
    expect(cases).toEqual({ fit: { tooLong: "refuse" }, duplicates: "last" });
    expect(chosenValue(cases, choice("tooLong"))).toBe("refuse");
    expect(chosenValue(cases, choice("duplicates"))).toBe("last");
  });

  test("what stands for illegal characters is the user's own text", () => {
    const cases = editValue({}, "illegalCharacters", "character", "?");
    expect(cases).toEqual({ illegalCharacters: { character: "?" } });
    expect(editValue(cases, "illegalCharacters", "character", "")).toEqual({});
  });

  test("an emptied value takes its group away", () => {
    expect(editValue({ times: { zone: "+02:00" } }, "times", "zone", " ")).toEqual({});
  });
});
