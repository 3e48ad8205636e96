/** Reports in archives, unpacked once more: held against another reader of zip files, on archives that real tools wrote. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { CheckFollowing } from "../src/check/following.js";
import type { PackedReport } from "../src/check/messages.js";
import { boundedBlob } from "../src/packed/bounded-blob.js";
import { unpack } from "../src/packed/unpack.js";
import { firstState, type PageState } from "../src/state.js";

const fixture = (path: string) =>
  readFileSync(new URL(`../../tests/fixtures/archives/${path}`, import.meta.url));
const blob = (bytes: Uint8Array) => new Blob([bytes as BlobPart]);
const bytesOf = async (content: Blob) => Buffer.from(await content.arrayBuffer());

describe("an entry", () => {
  test.each([
    "info-zip/3.0/reports.zip",
    "info-zip/3.0/stored.zip",
    "info-zip/3.0/streamed.zip",
    "jar/17/reports.zip",
    "python/3.11/streamed.zip",
    "python/3.11/streamed-stored.zip",
    "python/3.11/zip64.zip",
  ])("of %s has the bytes that another reader finds", async (path) => {
    const archive = fixture(path);
    const entries = Object.entries(unzipSync(archive)).filter(([name]) => name.endsWith(".xml"));
    expect(entries.length).toBeGreaterThan(0);
    for (const [entry, bytes] of entries)
      expect((await bytesOf(await unpack({ content: blob(archive), entry }))).equals(bytes)).toBe(true);
  });

  test("that would lead astray has the name that findings give it", async () => {
    const content = blob(fixture("python/3.11/astray.zip"));
    for (const entry of ["etc/cart.xml", "root/order.xml", "temp/cart.xml"])
      expect((await unpack({ content, entry })).size).toBeGreaterThan(0);
  });

  test.each([
    ["is not there", fixture("info-zip/3.0/reports.zip"), "other.xml", "no such entry"],
    ["is packed in another way", fixture("python/3.11/bzip2.zip"), "cart.xml", "method 12"],
    [
      "stands in an archive that is cut off",
      fixture("info-zip/3.0/reports.zip").subarray(0, 300),
      "a",
      "no directory",
    ],
    ["stands in no archive", Buffer.from("text"), "a", "no directory"],
  ])("that %s is refused with the reason", async (_, archive, entry, reason) => {
    await expect(unpack({ content: blob(archive), entry })).rejects.toThrow(reason);
  });

  test("of an archive that is changed anywhere is its bytes, or refused, never a hang or a crash of the reader", async () => {
    const archive = zipSync({ "a.xml": strToU8("<testsuite/>".repeat(20)) });
    for (let at = 0; at < archive.length; at += 1) {
      const changed = archive.slice();
      changed[at] = (changed[at] ?? 0) ^ 0xff;
      const size = await unpack({ content: blob(changed), entry: "a.xml" }).then(
        (bytes) => bytes.size,
        (error: unknown) => (error instanceof Error ? 0 : -1),
      );
      expect(size).toBeGreaterThanOrEqual(0);
    }
  });
});

test.each(["gzip/1.12/cart.xml.gz", "pigz/2.6/cart.xml.gz"])("the gzip file %s is unpacked", async (path) => {
  const packed = fixture(path);
  expect((await bytesOf(await unpack({ content: blob(packed) }))).equals(gunzipSync(packed))).toBe(true);
});

test("a stream without an end is read up to the bound", async () => {
  let chunks = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      chunks += 1;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  await expect(boundedBlob(endless, 10_000)).rejects.toThrow("more than 10000 bytes");
  expect(chunks).toBeLessThan(20);
});

describe("the page that looks at a packed report", () => {
  const report = (id: number, name: string, content: Uint8Array) => ({ id, name, content: blob(content) });
  const answer = {
    inputs: [],
    parts: [],
    conflicts: [],
    rules: [],
    explanations: [],
    identities: [],
    diagnostics: [],
    schema: { from: "bundled" as const },
  };

  /** Looks at lines of a document, one after the other; tells the text of each, and what was unpacked. */
  async function look(reports: PageState["reports"], ...places: readonly (readonly [string, number])[]) {
    const asked: PackedReport[] = [];
    let state: PageState = { ...firstState, step: "check", reports, conversion: { phase: "ready", answer } };
    let shown = () => {};
    const worker = {
      call: (async (_: string, request: PackedReport) => {
        asked.push(request);
        return unpack(request);
      }) as never,
    };
    const update = (change: (before: PageState) => PageState) => {
      state = change(state);
      shown();
    };
    const following = new CheckFollowing({ worker, state: () => state, update });
    const texts: string[] = [];
    for (const [name, line] of places) {
      const before = state;
      const place = { document: { kind: "report" as const, name }, line, offset: 0 };
      state = { ...state, check: { ...state.check, place } };
      await new Promise<void>((resolve) => {
        shown = resolve;
        following.follow(before);
      });
      const { looked } = state.check;
      texts.push(looked && "text" in looked ? (looked.text.lines[0] ?? "") : JSON.stringify(looked));
    }
    return { texts, asked };
  }

  test("unpacks it once for all of its places, and another when that is looked at", async () => {
    const archive = zipSync({ "one.xml": strToU8("<one/>"), "deep/two.xml": strToU8("<two/>") });
    const reports = [report(1, "all.zip", archive), report(2, "own.xml", strToU8("<own/>"))];
    const { texts, asked } = await look(
      reports,
      ["all.zip/one.xml", 1],
      ["all.zip/one.xml", 1],
      ["all.zip/deep/two.xml", 1],
      ["own.xml", 1],
    );
    expect(texts).toEqual(["<one/>", "<one/>", "<two/>", "<own/>"]);
    expect(asked.map(({ entry }) => entry)).toEqual(["one.xml", "deep/two.xml"]);
  });

  test("takes a report by its own name before an archive whose name it begins with", async () => {
    const archive = zipSync({ "one.xml": strToU8("<packed/>") });
    const reports = [report(1, "a", archive), report(2, "a/one.xml", strToU8("<own/>"))];
    expect((await look(reports, ["a/one.xml", 1])).texts).toEqual(["<own/>"]);
  });

  test("unpacks a gzip file, and says what is gone or cannot be unpacked", async () => {
    const reports = [report(1, "cart.xml.gz", fixture("gzip/1.12/cart.xml.gz"))];
    const { texts } = await look(reports, ["cart.xml.gz", 1], ["other.xml", 1], ["cart.xml.gz/x", 1]);
    expect(texts[0]).toMatch(/^<\?xml|^<test/);
    expect(texts[1]).toContain("document.gone");
    expect(texts[2]).toContain("no directory");
  });
});
