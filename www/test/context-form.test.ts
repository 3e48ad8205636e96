/** The context form: its mistakes, its rows, and what it means. */

import { describe, expect, test } from "vitest";
import { contentOfForm } from "../src/context-content.js";
import { contextErrors, faultErrors } from "../src/context-errors.js";
import { type ContextForm, emptyContextForm, isFilled, linksSet, withRow } from "../src/context-form.js";
import { addRule, editRule, emptyCondition, emptyEffect } from "../src/rule-form.js";

const form = (change: Partial<ContextForm>): ContextForm => ({ ...emptyContextForm, ...change });

describe("mistakes", () => {
  test("an empty form has none and means nothing", () => {
    expect(contextErrors(emptyContextForm)).toEqual([]);
    expect(contentOfForm(emptyContextForm)).toEqual({});
    expect(linksSet(emptyContextForm)).toBe(0);
  });

  test.each<[string, Partial<ContextForm>, string[]]>([
    ["an id that is a word", { milestone: "soon" }, ["milestone error.not-an-id"]],
    ["an id beyond xs:long", { program: "9223372036854775808" }, ["program error.not-an-id"]],
    ["the largest xs:long", { program: "9223372036854775807" }, []],
    ["a release by id without the id", { releaseBy: "id" }, ["releaseId error.missing"]],
    [
      "a release by name of 256 characters",
      { releaseBy: "name", releaseName: "é".repeat(256) },
      ["releaseName error.too-long"],
    ],
    [
      "a release by name of 255 characters beyond the basic plane",
      { releaseBy: "name", releaseName: "😀".repeat(255) },
      [],
    ],
    [
      "a hidden field of another way to say the release",
      { releaseBy: "name", releaseName: "R", releaseId: "x" },
      [],
    ],
    [
      "a build name alone",
      { buildName: "42" },
      ["serverId", "jobId", "buildId"].map((field) => `${field} error.build-together`),
    ],
    ["a whole build", { serverId: "s", jobId: "j", buildId: "b" }, []],
    ["a suite run without its suite", { suiteRunId: "nightly" }, ["suiteId error.missing"]],
    ["a module in the second row", { modules: ["1", "a"] }, ["modules-1 error.not-an-id"]],
    ["an id below zero, which Octane's schema takes", { milestone: "-1" }, []],
    ["an empty row between two", { modules: ["1", "", "2"] }, []],
    [
      "a value without its type",
      { environment: [{ type: "", value: "Chrome" }] },
      ["environment-0-type error.missing"],
    ],
  ])("%s", (_, change, expected) => {
    expect(contextErrors(form(change)).map(({ field, text }) => `${field} ${text}`)).toEqual(expected);
  });
});

describe("mistakes of rules", () => {
  const [rule] = addRule([]);
  const errorsOf = (change: object) =>
    contextErrors(form({ rules: editRule(rule ? [rule] : [], 1, change) })).map(
      ({ field, text }) => `${field} ${text}`,
    );

  test.each<[string, object, string[]]>([
    ["a new rule lacks a pattern and an id", {}, ["when-0-text error.missing", "then-0-id error.missing"]],
    ["a rule for every test that does nothing is one", { conditions: [], effects: [] }, []],
    [
      "a field that is empty needs no pattern, a property needs a name",
      { conditions: [{ ...emptyCondition, field: "property", way: "empty" }], effects: [] },
      ["when-0-property error.missing"],
    ],
    [
      "a second release",
      {
        conditions: [],
        effects: [
          { ...emptyEffect, id: "1" },
          { ...emptyEffect, releaseBy: "name", value: "R" },
        ],
      },
      ["then-1-kind error.twice"],
    ],
    [
      "all backlog items and one of them",
      {
        conditions: [],
        effects: [
          { ...emptyEffect, act: "remove", kind: "backlogItems", all: true },
          { ...emptyEffect, act: "remove", kind: "backlogItems", id: "1" },
        ],
      },
      ["then-1-kind error.twice"],
    ],
  ])("%s", (_, change, expected) => {
    expect(errorsOf(change)).toEqual(expected.map((each) => `rule-1-${each}`));
  });

  test("what the core finds wrong stands at its pattern", () => {
    const row = { ...emptyCondition, way: "regex" } as const;
    const conditions = [
      { ...row, text: "a" },
      emptyCondition,
      { ...row, field: "property", property: "team" },
    ] as const;
    const rules = editRule(addRule([]), 1, { conditions });
    const fault = (path: string) =>
      ({ severity: "error", code: "context-bad-pattern", message: "no", path }) as const;
    const faults = ["/rules[1]/when/name[2]/regex", "/rules[1]/when/property/team/regex", "/rules[7]"].map(
      fault,
    );
    expect(faultErrors(form({ rules }), faults).map(({ field }) => field)).toEqual([
      "rule-1-when-1-text",
      "rule-1-when-2-text",
      "context-form",
    ]);
  });
});

describe("meaning", () => {
  test("every field arrives as it is, with ids as numbers", () => {
    const full = form({
      releaseBy: "id",
      releaseId: " 1101 ",
      milestone: "1201",
      program: "1301",
      suiteId: "1601",
      suiteRunId: "nightly",
      suiteComponent: "shop",
      serverId: "ci-1",
      jobId: "job",
      buildId: "42",
      jobName: "Nightly",
      buildName: "#42",
      subType: "t",
      artifactId: "",
      modules: ["1401", "", "1402"],
      backlogItems: ["1511"],
      environment: [{ type: "Browser", value: "Chrome" }],
      testFields: [{ type: "Framework", value: "JUnit" }],
    });
    expect(contentOfForm(full)).toEqual({
      build: {
        serverId: "ci-1",
        jobId: "job",
        buildId: "42",
        jobName: "Nightly",
        buildName: "#42",
        subType: "t",
      },
      suite: { id: 1601, externalRunId: "nightly", component: "shop" },
      program: 1301,
      release: { id: 1101 },
      milestone: 1201,
      backlogItems: [1511],
      productAreas: [1401, 1402],
      testFields: [{ type: "Framework", value: "JUnit" }],
      environment: [{ type: "Browser", value: "Chrome" }],
    });
    expect(linksSet(full)).toBe(9);
  });

  test("an id that JavaScript cannot hold stays text", () => {
    expect(contentOfForm(form({ milestone: "9007199254740993" }))).toEqual({ milestone: "9007199254740993" });
  });

  test("the default release has the name that the documentation gives it", () => {
    expect(contentOfForm(form({ releaseBy: "default" }))).toEqual({ release: { default: true } });
  });
});

describe("rows", () => {
  const isEmpty = (row: string) => !isFilled(row);

  test("typing into the row after the last adds it", () => {
    expect(withRow(["1"], 1, "2", isEmpty)).toEqual(["1", "2"]);
  });

  test("emptying the last row drops it and the empty ones before it", () => {
    expect(withRow(["1", "", "2"], 2, "", isEmpty)).toEqual(["1"]);
  });
});
