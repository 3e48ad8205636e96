/** Where the cases of runs stand in their reports, and what a schema allows at an element. */

import { describe, expect, test } from "vitest";
import { bundledSchema, compileSchema, convert } from "../src/index.js";

const report =
  '<testsuite>\n<testcase classname="A" name="one"/>\n  <testcase classname="A" name="two"/>\n</testsuite>';
const inputs = ["a.xml", "b.xml"].map((name) => ({ name, content: report.replaceAll('"A"', `"${name}"`) }));

describe("origins", () => {
  test("tell of each run its input, line, column and offset, in every part", async () => {
    const { parts } = await convert(inputs, { origins: true, runsPerPart: 3 });
    const told = parts.map(({ origins }) => Array.from(origins ?? []));
    const [one, two] = [
      [2, 1, 12],
      [3, 3, report.indexOf("<testcase", 20) + 4],
    ];
    expect(told.map((numbers) => numbers.length)).toEqual([12, 4]);
    expect(told[0]?.slice(0, 8)).toEqual([0, ...one, 0, ...two]);
    expect(told[0]?.slice(8)).toEqual([1, ...one]);
    expect(told[1]).toEqual([1, ...two]);
  });

  test("are absent unless they are asked for", async () => {
    const { parts } = await convert(inputs);
    expect(parts[0]).not.toHaveProperty("origins");
  });

  test("of a run that another stands in the place of are those of the other", async () => {
    const twice = { name: "c.xml", content: report.replace("two", "one") };
    const { parts } = await convert([twice], { origins: true, duplicates: "last" });
    expect(Array.from(parts[0]?.origins ?? []).slice(0, 2)).toEqual([0, 3]);
  });
});

describe("a schema", () => {
  const run = ["test_result", "test_runs", "test_run"];

  test("tells the attributes and children of an element, with what they may hold", async () => {
    const described = (await compileSchema(await bundledSchema())).describe(run);
    const named = (name: string) => described?.attributes.find((attribute) => attribute.name === name);
    expect(named("name")).toMatchObject({ required: true, value: { type: "string", maxLength: 255 } });
    expect(named("status")?.value.words).toEqual(["Failed", "Passed", "Planned", "Skipped"]);
    expect(described?.children.map(({ name }) => name)).toContain("release_ref");
    expect(described?.text).toBeUndefined();
  });

  test("knows no element beside those that it declares", async () => {
    const schema = await compileSchema(await bundledSchema());
    expect(schema.describe([...run, "nothing"])).toBeUndefined();
    expect(schema.describe([])).toBeUndefined();
  });
});
