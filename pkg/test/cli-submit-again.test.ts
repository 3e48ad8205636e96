/** `submit` over more than one run: payloads marked as new, logs tied to what they name, and schemas that are remembered. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { TaskLogLine } from "../src/index.js";
import { defaultCatalogue } from "../src/sandbox/index.js";
import type { Diagnostic } from "../src/types.js";
import { documentOf, octanePayload, type Run } from "./support/command-line.js";
import { type Between, type Octane, placeOf, SIGNED_IN, startOctane } from "./support/octane.js";
import { THREE_CASES } from "./support/reports.js";

interface Submitted {
  outcome: string;
  parts: { status: string; logLines?: TaskLogLine[] }[];
  diagnostics: Diagnostic[];
}

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
let octane: Octane;
let between: Between;
const catalogue = defaultCatalogue();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  writeFileSync(join(folder, "report.xml"), THREE_CASES);
  between = (request, sandbox) => sandbox(request);
  octane = await startOctane({ catalogue }, (request, sandbox) => between(request, sandbox));
});

afterEach(async () => {
  await octane.close();
  rmSync(folder, { recursive: true });
});

function submit(...flags: string[]): Promise<Run> {
  const args = ["submit", join(folder, "report.xml"), ...placeOf(octane), "--json", ...flags];
  return octanePayload(args, { ...SIGNED_IN, XDG_CACHE_HOME: join(folder, "cache") });
}

function codesOf(run: Run): string[] {
  return documentOf<Submitted>(run).diagnostics.map(({ code }) => code);
}

function saidOf(run: Run, code: string): string | undefined {
  return documentOf<Submitted>(run).diagnostics.find((each) => each.code === code)?.message;
}

describe("a submission that failed and is mended", () => {
  test("does nothing when it is sent again, and is processed when it is marked as new", async () => {
    const first = await submit("--release", "1199");
    expect([first.code, documentOf<Submitted>(first).outcome]).toEqual([7, "failed"]);
    catalogue.releases.push({ id: "1199", type: "release", name: "Mended" });
    const again = await submit("--release", "1199");
    expect(again.code).toBe(7);
    expect(codesOf(again)).toContain("from-older-push");
    expect(octane.sandbox.runs).toEqual([]);
    const anew = await submit("--release", "1199", "--as-new");
    expect(anew.code, anew.stdout).toBe(0);
    expect(octane.sandbox.runs).toHaveLength(3);
  });

  test("has a log whose line names the link and where it stands", async () => {
    const run = await submit("--release", "1198");
    const [line] = documentOf<Submitted>(run).parts[0]?.logLines ?? [];
    expect(line).toMatchObject({
      text: expect.stringContaining("1198"),
      links: [{ kind: "release", value: "1198", onReport: true }],
    });
  });
});

describe("the server's schema", () => {
  test("is remembered with its hash and date, and counts where the server gives none later", async () => {
    expect(saidOf(await submit(), "schema-used")).toMatch(/the server's schema \(sha256 [0-9a-f]{12}…\)$/);
    between = async (request, sandbox) =>
      request.url.endsWith("/xsd") ? new Response("nothing here", { status: 404 }) : sandbox(request);
    expect(saidOf(await submit(), "schema-used")).toMatch(
      /the server's schema of 20\d\d-.*Z \(sha256 [0-9a-f]{12}…\): it gives none now$/,
    );
  });

  test("that differs from the bundled one is told in one line, and so is a change", async () => {
    await submit();
    between = async (request, sandbox) => {
      const answer = await sandbox(request);
      if (!request.url.endsWith("/xsd")) return answer;
      const text = await answer.text();
      return new Response(text.replace(/<xs:attribute name="artifact_id"[^>]*\/>/, ""), { status: 200 });
    };
    const run = await submit();
    expect(saidOf(run, "schema-differs")).toBe(
      'compared with the bundled one, it has 1 fewer: "build/@artifact_id"',
    );
    expect(saidOf(run, "schema-used")).toContain("which has changed since 20");
  });

  test("is not asked for where the bundled one is wanted", async () => {
    expect(saidOf(await submit("--schema", "bundled"), "schema-used")).toContain("as asked for");
    expect(octane.requests.filter((request) => request.endsWith("/xsd"))).toEqual([]);
  });
});
