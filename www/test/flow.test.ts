/** The page's decisions, without a page. */

import type { Diagnostic } from "octane-payload";
import { describe, expect, test } from "vitest";
import { chosenIn, filteredBy, listed, steppedIn } from "../src/check/state.js";
import * as flow from "../src/flow.js";
import type { ConvertAnswer, PagePart } from "../src/protocol.js";
import { firstState, type PageState } from "../src/state.js";
import { submitting } from "../src/submission-flow.js";

const diagnostic = (change: Partial<Diagnostic>): Diagnostic => ({
  severity: "error",
  code: "a-code",
  message: "a message",
  path: "",
  ...change,
});

const part = (change: Partial<PagePart> = {}): PagePart => ({
  index: 0,
  runs: 3,
  content: new Blob(),
  sha256: "",
  valid: true,
  diagnostics: [],
  ...change,
});

const answer = (change: Partial<ConvertAnswer> = {}): ConvertAnswer => ({
  inputs: [
    {
      file: "a.xml",
      format: "junit",
      cases: 3,
      runs: 3,
      dropped: 0,
      statuses: { passed: 3, skipped: 0, failed: 0, planned: 0 },
      codes: {},
    },
  ],
  parts: [part()],
  conflicts: [],
  rules: [],
  explanations: [],
  identities: [],
  diagnostics: [],
  schema: { from: "bundled" },
  ...change,
});

const added = flow.addReports(firstState, [{ name: "a.xml", content: new Blob(["one"]) }]);
const converted = (change?: Partial<ConvertAnswer>) => flow.converted(flow.converting(added), answer(change));
const signedIn = (state: PageState): PageState => ({
  ...state,
  connection: { ...state.connection, phase: "signed-in" },
});

describe("reports", () => {
  test("a name that is taken gets a number, and each report keeps an id of its own", () => {
    const names = ["a.xml", "b.xml", "a.xml"].map((name) => ({ name, content: new Blob([]) }));
    const { reports } = flow.addReports(added, names);
    expect(reports.map(({ name }) => name)).toEqual(["a.xml", "a.xml (2)", "b.xml", "a.xml (3)"]);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(4);
  });

  test("an added report makes the payload stale and keeps the last one on show", () => {
    const state = flow.addReports(converted(), [{ name: "b.xml", content: new Blob([]) }]);
    expect(state.conversion).toEqual({ phase: "stale", answer: answer() });
  });

  test("removing the last report empties the payload", () => {
    const [report] = converted().reports;
    expect(flow.removeReport(converted(), report?.id ?? 0).conversion).toEqual({ phase: "empty" });
  });
});

describe("what stands in the way of Submit", () => {
  test("nothing, when all is in order", () => {
    expect(flow.obstacles(signedIn(converted()))).toEqual([]);
  });

  test.each<[string, PageState, string[]]>([
    ["no report and no session", firstState, ["no-report", "signed-out"]],
    ["a report that is being read", signedIn(added), ["converting"]],
    [
      "mistakes in the context",
      signedIn(flow.editContext(converted(), { milestone: "x" })),
      ["context-mistakes"],
    ],
    ["no run", signedIn(converted({ parts: [] })), ["no-run"]],
    [
      "a part that breaks the schema",
      signedIn(converted({ parts: [part({ valid: false })] })),
      ["invalid-part"],
    ],
    ["an error in a report", signedIn(converted({ diagnostics: [diagnostic({})] })), ["report-errors"]],
    ["a submission under way", submitting(signedIn(converted()), 0), ["sending"]],
  ])("%s", (_, state, expected) => {
    expect(flow.obstacles(state)).toEqual(expected);
  });

  test("errors of the reports stop being one once the tester agrees, and are one again after a change", () => {
    const state = signedIn(converted({ diagnostics: [diagnostic({})] }));
    const agreed = { ...state, sendDespite: true };
    expect(flow.obstacles(agreed)).toEqual([]);
    expect(flow.outdated(agreed).sendDespite).toBe(false);
  });

  test("agreeing never lets a part through that breaks the schema", () => {
    const state = { ...signedIn(converted({ parts: [part({ valid: false })] })), sendDespite: true };
    expect(flow.obstacles(state)).toEqual(["invalid-part"]);
  });
});

describe("findings", () => {
  const inReport = diagnostic({ file: "a.xml", line: 500, column: 2, offset: 9000, severity: "warning" });
  const inPart = diagnostic({ line: 7, column: 3 });
  const state = converted({
    diagnostics: [inReport],
    parts: [part(), part({ index: 1, diagnostics: [inPart] })],
  });

  test("the first finding is chosen, and it is an error where there is one", () => {
    expect(state.check).toMatchObject({
      chosen: 0,
      place: { document: { kind: "part", index: 1 }, line: 7 },
    });
  });

  test("a finding about a report leads to its place there", () => {
    const answered = state.conversion.answer;
    if (!answered) throw new Error("there is an answer");
    const place = { document: { kind: "report", name: "a.xml" }, line: 500, column: 2, offset: 9000 };
    expect(chosenIn(state.check, answered, 1)).toMatchObject({ chosen: 1, place });
  });

  test("the next one after the last is the first, and the one before the first is the last", () => {
    const answered = state.conversion.answer;
    if (!answered) throw new Error("there is an answer");
    const second = steppedIn(state.check, answered, 1);
    expect([second.chosen, steppedIn(second, answered, 1).chosen]).toEqual([1, 0]);
    expect(steppedIn(state.check, answered, -1).chosen).toBe(1);
    expect(steppedIn(filteredBy(state.check, "warning"), answered, 1).chosen).toBe(1);
  });

  test("of thousands a hundred are listed, and the chosen one among them", () => {
    const diagnostics = Array.from({ length: 5000 }, (_, line) =>
      diagnostic({ file: "a.xml", line: line + 1 }),
    );
    const many = converted({ diagnostics });
    const answered = many.conversion.answer;
    if (!answered) throw new Error("there is an answer");
    expect(chosenIn(many.check, answered, 4321)).toMatchObject({ chosen: 4321, firstListed: 4300 });
    expect(listed(answered, "error")).toHaveLength(5000);
    expect(listed(answered, "info")).toHaveLength(0);
  });
});

describe("fixes", () => {
  const content = new Blob(["mended"]);
  const mending = { name: "a.xml", content, count: 1, hunks: [], hidden: 0 };
  const mended = flow.fixed(converted(), { description: "a fix", mendings: [mending] });

  test("of a report give it other bytes, and the payload is made anew", () => {
    expect(mended.reports[0]?.content).toBe(content);
    expect(mended.conversion.phase).toBe("stale");
  });

  test("are put back one by one, the last first", () => {
    const twice = flow.fixed(mended, { description: "another", policies: { default: "unite" } });
    const once = flow.fixUndone(twice);
    expect(once.policies).toEqual(firstState.policies);
    expect(once.reports[0]?.content).toBe(content);
    expect(flow.fixUndone(once).reports[0]?.content).toBe(added.reports[0]?.content);
    expect(flow.fixUndone(flow.fixUndone(once)).check.undos).toEqual([]);
  });

  test("of a report that was taken away since bring it not back", () => {
    const without = flow.addReports(flow.removeReport(mended, 1), [{ name: "b.xml", content: new Blob() }]);
    expect(flow.fixUndone(without).reports.map(({ name }) => name)).toEqual(["b.xml"]);
  });
});

test("a worker that is lost while it converts is no reason to convert anew: the file may have killed it", () => {
  const running = flow.converting(signedIn(converted()));
  const lost = flow.sessionLost(running);
  expect(lost.connection.phase).toBe("signed-out");
  expect(lost.conversion).toBe(running.conversion);
  expect(flow.sessionLost(firstState)).toBe(firstState);
});

test("signing out forgets the account and the server's schema, and keeps the address", () => {
  const address = { ...firstState.connection.address, sharedSpace: "1", workspace: "2" };
  const state = { ...converted(), connection: { ...firstState.connection, address } };
  const inside = flow.signedIn(state, "someone", {
    schema: { from: "bundled" },
    schemaDiagnostics: [],
  });
  expect(flow.signedOut(inside).connection).toEqual({
    address,
    method: "user",
    phase: "signed-out",
    schemaDiagnostics: [],
    failure: undefined,
  });
});
