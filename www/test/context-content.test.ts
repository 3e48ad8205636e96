/** The context form and context files: the one says what the other says, and nothing is lost between them. */

import { checkContext } from "octane-payload";
import { type ContextContent, isSame } from "octane-payload/context-file";
import { describe, expect, test } from "vitest";
import { dice } from "../../pkg/test/support/dice.js";
import { CONTEXT_SCHEMA, madeBy } from "../../pkg/test/support/made-context.js";
import { contentOfForm, formOfContent } from "../src/context-content.js";
import { contextErrors } from "../src/context-errors.js";

test("2,000 made-up files are shown without a mistake and come out as they went in", async () => {
  const roll = dice(11);
  for (let index = 0; index < 2000; index += 1) {
    const content = madeBy(CONTEXT_SCHEMA, { roll, faults: false }) as ContextContent;
    const said = JSON.stringify(content);
    if ((await checkContext({ name: "made.json", content: said })).length > 0) continue;
    const form = formOfContent(content);
    expect(contextErrors(form), said).toEqual([]);
    expect(
      isSame(plain(contentOfForm(form)), plain(content)),
      `${said}\n${JSON.stringify(contentOfForm(form))}`,
    ).toBe(true);
  }
});

/** Without a sign before a number, and a regular expression that is empty as the glob that it equals. */
function plain(content: ContextContent): unknown {
  return JSON.parse(JSON.stringify(content).replaceAll('"+42"', "42").replaceAll('{"regex":""}', '""'));
}

describe("what the form does not show", () => {
  const content: ContextContent = {
    $schema: "https://example.com/schema.json",
    suite: { id: 1601, externalRunId: "" },
    rules: [{ set: { suite: { id: 1, component: "" } }, remove: {} }],
  };

  test("is kept, by its path", () => {
    const form = formOfContent(content);
    expect(form.kept).toEqual([
      { path: ["$schema"], value: "https://example.com/schema.json" },
      { path: ["suite", "externalRunId"], value: "" },
    ]);
    expect(form.rules[0]?.kept).toEqual([
      { path: ["set", "suite", "component"], value: "" },
      { path: ["remove"], value: {} },
    ]);
    expect(contentOfForm(form)).toEqual(content);
  });

  test("gives way to what is typed, and goes with what it belongs to", () => {
    const form = formOfContent(content);
    expect(contentOfForm({ ...form, suiteRunId: "nightly" }).suite).toEqual({
      id: 1601,
      externalRunId: "nightly",
    });
    expect(contentOfForm({ ...form, suiteId: "" })).not.toHaveProperty("suite");
  });
});

describe("rules", () => {
  const rule = {
    name: "payments",
    when: {
      package: ["com.acme.pay*", { regex: "old[.]pay" }],
      class: "",
      status: ["Failed", "Skipped"],
      property: { team: "pay", "": "x" },
    },
    set: { release: { default: true }, suite: { id: 7, externalRunId: "n" } },
    add: { productAreas: [1, "9007199254740993"], testFields: [{ type: "Framework", value: "JUnit" }] },
    remove: { milestone: true, backlogItems: true, environment: [{ type: "OS", value: "Linux" }] },
  } as unknown as NonNullable<ContextContent["rules"]>[number];

  test("are lines: one for each pattern and each item", () => {
    const [form] = formOfContent({ rules: [rule] }).rules;
    expect(form?.conditions.map(({ field, way, text }) => [field, way, text])).toEqual([
      ["package", "glob", "com.acme.pay*"],
      ["package", "regex", "old[.]pay"],
      ["class", "empty", ""],
      ["status", "glob", "Failed"],
      ["status", "glob", "Skipped"],
      ["property", "glob", "pay"],
      ["property", "glob", "x"],
    ]);
    expect(form?.effects.map(({ act, kind, all, id }) => [act, kind, all, id])).toEqual([
      ["set", "release", false, ""],
      ["set", "suite", false, "7"],
      ["add", "productAreas", false, "1"],
      ["add", "productAreas", false, "9007199254740993"],
      ["add", "testFields", false, ""],
      ["remove", "milestone", false, ""],
      ["remove", "backlogItems", true, ""],
      ["remove", "environment", false, ""],
    ]);
  });

  test("come out as they went in", () => {
    expect(isSame(contentOfForm(formOfContent({ rules: [rule] })).rules, [rule])).toBe(true);
  });
});
