/** Context files and rules: what is accepted, by another's judgement of the published schema; what comes of them. */
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { type ContextFile, checkContext, convert, explain, OptionsError } from "../src/index.js";
import { dice } from "./support/dice.js";
import { CONTEXT_SCHEMA, madeBy } from "./support/made-context.js";
import { THREE_CASES } from "./support/reports.js";

const REPORT = { name: "report.xml", content: THREE_CASES };

test("the published schema and the core agree on 5,000 files, good and bad", async () => {
  const validate = new Ajv2020({ strict: false }).compile(CONTEXT_SCHEMA);
  const roll = dice(7);
  const verdicts = { true: 0, false: 0 };
  for (let index = 0; index < 5000; index += 1) {
    const content = JSON.stringify(madeBy(CONTEXT_SCHEMA, { roll, faults: true }));
    const faults = await checkContext({ name: "context.json", content });
    const valid = validate(JSON.parse(content));
    expect(faults.length === 0, `${content}\n${JSON.stringify(validate.errors ?? faults)}`).toBe(valid);
    verdicts[`${valid}`] += 1;
  }
  expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(500);
});

test("a fault has its place, its path and what is expected", async () => {
  const content = '{\n  "rules": [{ "when": { "status": "passed" } }]\n}';
  expect(await checkContext({ name: "context.json", content })).toEqual([
    {
      severity: "error",
      code: "context-bad-value",
      message: '"status" is not one of Passed, Skipped, Failed, Planned',
      file: "context.json",
      line: 2,
      column: 35,
      offset: 36,
      path: "/rules[1]/when/status",
      found: "passed",
      expected: ["Passed", "Skipped", "Failed", "Planned"],
    },
  ]);
});

test("a conversion with a bad context file throws, with all that is wrong", async () => {
  const contextFile = { name: "c.json", content: '{ "relase": 1, "program": "x" }' };
  const thrown = await convert(REPORT, { contextFile }).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(OptionsError);
  expect((thrown as OptionsError).diagnostics.map((each) => each.path)).toEqual(["/relase", "/program"]);
});

test("a conflict has both sources and their places", async () => {
  const contextFile: ContextFile = {
    name: "c.json",
    content:
      '{\n "release": { "id": 1 },\n "rules": [\n  { "name": "pay", "set": { "release": { "id": 2 } } }]\n}',
  };
  const { conflicts, diagnostics } = await convert(REPORT, { contextFile });
  expect(conflicts).toEqual([
    {
      kind: "release",
      report: "1",
      reportSource: { kind: "context-file", file: "c.json", line: 2, column: 13, offset: 14 },
      run: "2",
      runSource: { kind: "rule", name: "pay", file: "c.json", line: 4, column: 3, offset: 41 },
      policy: "run-wins",
      runs: 3,
      file: "report.xml",
      line: 4,
      column: 5,
      offset: THREE_CASES.indexOf("<testcase"),
    },
  ]);
  expect(diagnostics.map(({ message }) => message)).toContain(
    'release "1" of the context file c.json:2, but "2" of rule "pay" of c.json:4 for 3 runs: the run wins',
  );
});

test("rules are options too, and come after those of the file", async () => {
  const contextFile = { name: "c.json", content: '{ "rules": [{ "set": { "program": 1 } }] }' };
  const linkRules = [{ when: { status: "Failed" as const }, set: { program: 2 } }];
  const [passed, failed] = await explain(REPORT, { contextFile, linkRules });
  expect(passed?.links.map(({ kind, value }) => [kind, value])).toEqual([["program", "1"]]);
  expect(failed?.links).toMatchObject([
    {
      kind: "program",
      value: "2",
      steps: [
        { action: "sets", value: "1", source: { kind: "rule", name: "1", file: "c.json" } },
        { action: "sets", value: "2", source: { kind: "rule", name: "2" } },
      ],
    },
  ]);
});

test("explains the tests that are asked for, and no more", async () => {
  const names = async (options: Parameters<typeof explain>[1]) =>
    (await explain(REPORT, options)).map(({ name }) => name);
  expect(await names({})).toEqual(["adds", "removes", "empties"]);
  expect(await names({ limit: 2 })).toEqual(["adds", "removes"]);
  expect(await names({ when: { name: { regex: "[a-e].*" } } })).toEqual(["adds", "empties"]);
});
