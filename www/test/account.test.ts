/** The account of a submission, in its three forms. */

import { expect, test } from "vitest";
import { accountOf } from "../src/account.js";
import { accountHtml } from "../src/account-html.js";
import { accountText } from "../src/account-text.js";
import { firstState, type PageState } from "../src/state.js";
import { noSubmission } from "../src/submission-state.js";

const nasty = `<img src=x onerror="alert('1')"> & \u202Ethe end`;

const state: PageState = {
  ...firstState,
  connection: { ...firstState.connection, phase: "signed-in", account: "someone@example.com" },
  submission: {
    ...noSubmission,
    phase: "ended",
    outcome: "failed",
    began: Date.UTC(2026, 0, 2, 3, 4, 5),
    ended: Date.UTC(2026, 0, 2, 3, 4, 9),
    sent: [{ index: 0, runs: 3, content: new Blob(), sha256: "shown", valid: true, diagnostics: [] }],
    parts: [{ index: 0, runs: 3, sha256: "sent", id: 7, status: "failed", log: `release 999: ${nasty}\n` }],
    origin: {
      reports: [],
      cases: {},
      runCounts: [3],
      inputs: [
        {
          file: nasty,
          format: "junit",
          cases: 4,
          runs: 3,
          dropped: 1,
          statuses: { passed: 3, skipped: 0, failed: 0, planned: 0 },
          codes: {},
        },
      ],
      schema: { from: "bundled" },
      address: { way: "gateway", server: "/octane", relay: "", sharedSpace: "1001", workspace: "1002" },
    },
  },
};
const account = accountOf(state, Date.UTC(2026, 0, 2, 4, 0, 0));

test("it says what went where, when, and what became of it", () => {
  expect(account).toMatchObject({
    written: "2026-01-02T04:00:00.000Z",
    began: "2026-01-02T03:04:05.000Z",
    ended: "2026-01-02T03:04:09.000Z",
    outcome: "failed",
    server: "/octane",
    sharedSpace: "1001",
    workspace: "1002",
    reports: [{ format: "junit", cases: 4, runs: 3, dropped: 1 }],
    parts: [{ number: 1, runs: 3, sha256: "sent", id: 7, status: "failed" }],
  });
});

test("it does not say who signed in", () => {
  expect(JSON.stringify(account)).not.toContain("someone@example.com");
});

test("as text it has the outcome, the parts and the log", () => {
  const words = accountText(account);
  expect(words).toContain("Octane could not process it");
  expect(words).toMatch(/^1\t3\t7\tfailed\t–\tsent$/m);
  expect(words).toContain(`release 999: ${nasty}`);
});

test("as HTML it shows markup and turned text as text, and allows no script", () => {
  const page = accountHtml(account, "en");
  expect(page).not.toContain("<img");
  expect(page).toContain(
    "<bdi>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; \u202Ethe end</bdi>",
  );
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(page).toContain('<html lang="en">');
});

test.each([
  ["failed", "interrupted"],
  ["paused", "paused"],
  ["sending", "sending"],
] as const)("a submission that is %s has the outcome %s", (phase, outcome) => {
  const unfinished = { ...state, submission: { ...state.submission, phase } };
  expect(accountOf(unfinished, 0).outcome).toBe(outcome);
});
