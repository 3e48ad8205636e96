/** The decisions about a submission, without a page and without a server. */

import type { SubmittedPart } from "octane-payload";
import { expect, test } from "vitest";
import { firstRunOf } from "../src/flow/sent-runs.js";
import type { PagePart } from "../src/protocol.js";
import { firstState, type PageState } from "../src/state.js";
import * as flow from "../src/submission-flow.js";

const part = (index: number): PagePart => ({
  index,
  runs: 3,
  content: new Blob(),
  sha256: `shown-${index}`,
  valid: true,
  diagnostics: [],
});

const report = (index: number, status: string, change: Partial<SubmittedPart> = {}): SubmittedPart => ({
  index,
  runs: 3,
  sha256: "",
  status,
  ...change,
});

const shown: PageState = {
  ...firstState,
  conversion: {
    phase: "ready",
    answer: {
      inputs: [],
      parts: [part(0), part(1), part(2)],
      conflicts: [],
      rules: [],
      explanations: [],
      identities: [],
      diagnostics: [],
      schema: { from: "bundled" },
    },
  },
};
const begun = flow.submitting(shown, 1000);
const traffic = {
  requests: 0,
  retries: 0,
  payloadBytes: 0,
  totalMs: 0,
  paceMs: 0,
  answerMs: 0,
  processingMs: 0,
  busyMs: 0,
  connectionMs: 0,
  partsMs: 0,
};
const end = (outcome: string, parts: SubmittedPart[]) =>
  flow.submitted(begun, { outcome, parts, diagnostics: [], traffic }, 2000);
const aborted = (parts: SubmittedPart[]) => ({ kind: "aborted", message: "", diagnostics: [], parts });

test("parts are kept in order, each once, as they move on", () => {
  const moves = [report(1, "queued"), report(0, "queued"), report(1, "running")];
  const state = moves.reduce((before, moved) => flow.moved(before, { kind: "status", part: moved }), begun);
  expect(state.submission.parts).toEqual([report(0, "queued"), report(1, "running")]);
});

test("a wait is told until something moves", () => {
  const wait = { kind: "wait", ms: 500, reason: "busy", request: "POST /", tries: 1 } as const;
  const waiting = flow.moved(begun, wait);
  expect(waiting.submission.wait).toEqual(wait);
  expect(flow.moved(waiting, { kind: "sign-in" }).submission.wait).toBeUndefined();
});

test("after a failure, what Octane has is followed and the rest is sent", () => {
  const parts = [report(0, "success", { id: 7 }), report(1, "unanswered")];
  const failure = { kind: "network", message: "", diagnostics: [], parts };
  const state = flow.resuming(flow.submissionFailed(begun, failure, 2000));
  expect(flow.requestOf(state.submission).parts.map(({ index, id }) => [index, id])).toEqual([
    [0, 7],
    [1, undefined],
    [2, undefined],
  ]);
});

test("what goes on are the parts that were handed over, as they were, whatever is on the page now", () => {
  const state = { ...begun, conversion: firstState.conversion, skipErrors: true };
  const request = flow.requestOf(flow.resuming(state).submission);
  expect(request.parts).toHaveLength(3);
  expect(request.skipErrors).toBe(false);
});

test("waits are told, and how much is done is no reason to stop telling", () => {
  const waiting = flow.moved(begun, { kind: "waiting", ms: 500, reason: "processing" });
  expect(waiting.submission.wait).toMatchObject({ reason: "processing" });
  const none = { parts: 0, runs: 0, bytes: 0 };
  const told = flow.moved(waiting, { kind: "progress", given: none, accepted: none, ended: none });
  expect(told.submission.wait).toMatchObject({ reason: "processing" });
});

test.each([
  ["success", false],
  ["running", true],
])("a submission whose last part is %s can go on: %s", (status, expected) => {
  const state = end(status, [report(0, "success"), report(1, "success"), report(2, status)]);
  expect(flow.canResume(state.submission)).toBe(expected);
});

test("a submission that is paused goes on from where it stands, and is not over", () => {
  const parts = [report(0, "success", { id: 7 })];
  const { submission } = flow.paused(flow.stopping(begun), aborted(parts));
  expect([submission.phase, submission.ended, flow.canResume(submission)]).toEqual([
    "paused",
    undefined,
    true,
  ]);
  expect(flow.requestOf(submission).parts[0]).toMatchObject({ id: 7 });
});

test("a submission that is cancelled is over, and keeps what is known of its parts", () => {
  const parts = [report(0, "success", { id: 7 })];
  const { submission } = flow.cancelled(flow.stopping(begun), 2000, aborted(parts));
  expect(submission).toMatchObject({ phase: "ended", outcome: "cancelled", ended: 2000, parts });
  expect(flow.canResume(submission)).toBe(false);
});

test("of an ended submission only the failed parts are sent anew, under a mark", () => {
  const state = end("failed", [report(0, "success"), report(1, "failed", { id: 8 }), report(2, "warning")]);
  const { submission } = flow.sendingAnew(state, "a-mark", 3000);
  const request = flow.requestOf(submission);
  expect(request.parts.map(({ index, id }) => [index, id])).toEqual([[1, undefined]]);
  expect(request.mark).toBe("a-mark");
});

test("nothing is sent anew while a submission is under way", () => {
  const state = flow.moved(begun, { kind: "status", part: report(0, "failed") });
  expect(flow.failedParts(state.submission)).toEqual([]);
});

test("bytes that the server knew already are told", () => {
  const accepted = { kind: "part-accepted", part: report(1, "failed"), fromOlderPush: true } as const;
  expect([...flow.moved(begun, accepted).submission.knownBefore]).toEqual([1]);
});

test("logs are read of parts that are not wholly in order", () => {
  const state = end("failed", [
    report(0, "success", { log: "fine" }),
    report(1, "failed", { log: "bad" }),
    report(2, "failed"),
  ]);
  expect(flow.logsToRead(state.submission)).toEqual([{ index: 1, log: "bad", part: part(1) }]);
});

test("a status that the documentation does not name has words of its own", () => {
  expect(flow.outcomeText("odd")).toBe("outcome.unknown");
  expect(flow.outcomeNext("warning")).toBe("outcome.warning.next");
});

test("the runs on show are those that were sent as long as reports and cases are the same", () => {
  expect([0, 2, 3].map((index) => firstRunOf(begun, index))).toEqual([0, 6, undefined]);
  const anew = flow.sendingAnew(end("failed", [report(2, "failed")]), "mark", 3000);
  expect(firstRunOf(anew, 2)).toBe(6);
  expect(firstRunOf({ ...begun, skipErrors: true, policies: { default: "unite" } }, 1)).toBe(3);
  for (const change of [{ reports: [] }, { cases: {} }])
    expect(firstRunOf({ ...begun, ...change }, 0)).toBeUndefined();
  expect(firstRunOf(shown, 0)).toBeUndefined();
});

test("a context by which fewer runs come of the reports leaves no run to be taken for another", () => {
  const [first, ...others] = begun.conversion.answer?.parts ?? [];
  const { answer } = begun.conversion;
  if (!answer || !first) throw new Error("there is an answer");
  const fewer = { ...answer, parts: [{ ...first, runs: 2 }, ...others] };
  expect(firstRunOf({ ...begun, conversion: { phase: "ready", answer: fewer } }, 1)).toBeUndefined();
});

test("parts go on in the workspace that they went to, and in no other", () => {
  const at = (address: Partial<PageState["connection"]["address"]>, phase: "signed-in" | "signed-out") => ({
    ...begun,
    connection: { ...begun.connection, phase, address: { ...begun.connection.address, ...address } },
  });
  expect(flow.isAtItsWorkspace(at({}, "signed-in"))).toBe(true);
  expect(flow.isAtItsWorkspace(at({}, "signed-out"))).toBe(false);
  for (const name of ["way", "server", "relay", "sharedSpace", "workspace"])
    expect(flow.isAtItsWorkspace(at({ [name]: "other" }, "signed-in"))).toBe(false);
});

test("other bytes than those that were sent are told once they are made", () => {
  const { answer } = begun.conversion;
  if (!answer) throw new Error("there is an answer");
  const [first, ...others] = answer.parts;
  const withParts = (parts: readonly PagePart[], phase: "ready" | "running" = "ready"): PageState => ({
    ...begun,
    conversion: { phase, answer: { ...answer, parts } },
  });
  const other = first ? [{ ...first, sha256: "other" }, ...others] : [];
  expect(flow.isOutdated(begun)).toBe(false);
  expect(flow.isOutdated(withParts(other))).toBe(true);
  expect(flow.isOutdated(withParts(others))).toBe(true);
  expect(flow.isOutdated(withParts(other, "running"))).toBe(false);
  expect(flow.isOutdated(shown)).toBe(false);
});
