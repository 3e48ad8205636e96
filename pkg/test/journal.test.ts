/** Journals: what is on the disk, what a resumed submission knows, and whose journal it is. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identityKey, openJournal, type SubmissionIdentity } from "../src/cli/journals.js";
import { OctaneClient } from "../src/index.js";
import { type Journal, knownParts, stepOf } from "../src/journal.js";
import { openFileJournal } from "../src/journal-file.js";
import type { SubmittedPart } from "../src/submission.js";
import { startOctane, wellBehaved } from "./support/octane-server.js";
import { parts } from "./support/parts.js";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  path = join(folder, "journal.jsonl");
});

afterEach(() => rmSync(folder, { recursive: true }));

const lines = () =>
  readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a journal file", () => {
  test("has every step when it is written, and a resumed one knows what was accepted", () => {
    const first = openFileJournal(path, { head: { server: "s" } });
    first.write({ step: "sending", sha256: "aa" });
    first.write({ step: "accepted", sha256: "aa", id: 7 });
    first.write({ step: "sending", sha256: "bb" });
    expect(lines().map((line) => line.step)).toEqual([undefined, "sending", "accepted", "sending"]);
    first.close();

    const second = openFileJournal(path, { resume: true, head: { server: "other" } });
    expect([second.find("aa"), second.find("bb")]).toEqual([{ id: 7 }, undefined]);
    expect(second.head).toMatchObject({ server: "s" });
    second.write({ step: "ended", sha256: "aa", id: 7, status: "success" });
    second.close();
    expect(openFileJournal(path, { resume: true }).find("aa")).toEqual({ id: 7, status: "success" });
  });

  test("is for its owner alone", () => {
    openFileJournal(path).close();
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test("a line that a kill cut never happened", () => {
    const first = openFileJournal(path);
    first.write({ step: "accepted", sha256: "aa", id: 7 });
    first.close();
    appendFileSync(path, '{"step":"accepted","sha256":"bb","i');

    const second = openFileJournal(path, { resume: true });
    expect([second.find("aa"), second.find("bb")]).toEqual([{ id: 7 }, undefined]);
    second.write({ step: "accepted", sha256: "bb", id: 8 });
    second.close();
    expect(lines().at(-1)).toMatchObject({ sha256: "bb", id: 8 });
  });

  test("begins anew without resume", () => {
    const first = openFileJournal(path);
    first.write({ step: "accepted", sha256: "aa", id: 7 });
    first.close();
    const second = openFileJournal(path);
    second.close();
    expect(second.find("aa")).toBeUndefined();
    expect(lines()).toHaveLength(1);
  });
});

describe("steps", () => {
  const part: SubmittedPart = { index: 0, runs: 1, sha256: "aa", id: 7, status: "queued" };

  test("a part that the server refused after all is not known", () => {
    expect(
      knownParts([
        { step: "accepted", sha256: "aa", id: 7 },
        { step: "refused", sha256: "aa" },
      ]),
    ).toEqual(new Map());
  });

  test("a status that is not documented is no end", () => {
    expect(stepOf({ kind: "status", part: { ...part, status: "postponed" } })).toBeUndefined();
    expect(stepOf({ kind: "status", part: { ...part, status: "failed" } })).toMatchObject({ step: "ended" });
    expect(
      stepOf({ kind: "part-accepted", part: { ...part, status: "postponed" }, fromOlderPush: false }),
    ).toEqual({
      step: "accepted",
      sha256: "aa",
      id: 7,
    });
  });
});

describe("a client's journal", () => {
  async function submitWith(journal: Journal) {
    const server = await startOctane(wellBehaved());
    const credentials = { user: "sa", password: "a-password" };
    const client = new OctaneClient({ server: server.url, sharedSpace: 1001, workspace: 1002, credentials });
    const outcome = client.submit(parts(2), { journal }).then(
      () => "resolved",
      (error: unknown) => error,
    );
    return { outcome: await outcome, server };
  }

  test("knows each part before it leaves: one that cannot be written down is not sent", async () => {
    const full = new Error("no space left");
    const journal: Journal = {
      find: () => undefined,
      write: () => {
        throw full;
      },
    };
    const { outcome, server } = await submitWith(journal);
    expect(outcome).toMatchObject({ name: "OctaneError", kind: "aborted", cause: full });
    expect(server.story()).not.toContain("POST /");
    await server.close();
  });

  test("that rejects later ends the submission too", async () => {
    const full = new Error("no space left");
    const journal: Journal = { find: () => undefined, write: () => Promise.reject(full) };
    const { outcome, server } = await submitWith(journal);
    expect(outcome).toMatchObject({ name: "OctaneError", kind: "aborted", cause: full });
    await server.close();
  });
});

describe("the command line's journal", () => {
  const identity: SubmissionIdentity = {
    server: "https://octane.example.com",
    sharedSpace: 1001,
    workspace: 1002,
    skipErrors: false,
    parts: [
      { index: 1, runs: 2, sha256: "aa" },
      { index: 2, runs: 1, sha256: "bb" },
    ],
  };
  const wish = { resume: false, head: {} };

  test("is that of these bytes, to this place, in this way", () => {
    const [one, two] = identity.parts;
    const others: SubmissionIdentity[] = [
      { ...identity, server: "https://other.example.com" },
      { ...identity, sharedSpace: 1 },
      { ...identity, workspace: 1 },
      { ...identity, skipErrors: true },
      { ...identity, parts: one ? [one] : [] },
      { ...identity, parts: two && one ? [two, one] : [] },
    ];
    const keys = [identity, ...others].map(identityKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("in a folder that was named and cannot be used is a usage failure", () => {
    writeFileSync(join(folder, "file"), "");
    expect(() => openJournal(identity, { ...wish, folder: join(folder, "file") }, {})).toThrow(
      /the journal ".*" cannot be used/,
    );
  });

  test("goes where the system keeps such things, and goes away once nobody needs it", () => {
    const env = { XDG_STATE_HOME: join(folder, "state") };
    const open = () => openJournal(identity, { ...wish, folder: undefined }, env);
    const first = open();
    const kept = first.journal?.path ?? "";
    expect(kept).toContain(join(folder, "state", "octane-payload", "journals"));
    first.close(false);
    expect(statSync(kept).isFile()).toBe(true);
    open().close(true);
    expect(() => statSync(kept)).toThrow("ENOENT");
  });

  test("is done without where the system's place cannot be used, and that is said", () => {
    writeFileSync(join(folder, "file"), "");
    const env = { XDG_STATE_HOME: join(folder, "file") };
    const opened = openJournal(identity, { ...wish, folder: undefined }, env);
    expect(opened.journal).toBeUndefined();
    expect(opened.diagnostics.map(({ code }) => code)).toEqual(["no-journal"]);
  });
});
