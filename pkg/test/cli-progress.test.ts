/** How far a command is: a bar on a screen, gone at the end, and nothing of it where nobody watches. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { now } from "../src/cli/clock.js";
import { withProgress } from "../src/cli/progress.js";
import { drawnStage, plainStage, sizeWords } from "../src/cli/progress-words.js";
import { start } from "./support/command-line.js";
import { type Octane, placeOf, SIGNED_IN, startOctane } from "./support/octane.js";
import { screenOf, typed } from "./support/pty.js";
import { THREE_CASES } from "./support/reports.js";

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const CTRL_C = "\u0003";
/** What stands on a screen only while something is under way. */
const BAR = /\[#*-*\] \d+ %/;

let folder = "";
let octane: Octane | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  const cases = Array.from(
    { length: 300_000 },
    (_, at) => `<testcase classname="C${at % 97}" name="n${at}"/>`,
  );
  writeFileSync(join(folder, "large.xml"), `<testsuite name="s">${cases.join("\n")}</testsuite>`);
  writeFileSync(join(folder, "report.xml"), THREE_CASES);
});

afterEach(async () => {
  await octane?.close();
  octane = undefined;
});

afterAll(() => rmSync(folder, { recursive: true }));

async function submitTo(faults: Parameters<typeof startOctane>[0], keys: [string, string][] = []) {
  octane = await startOctane(faults);
  return typed(["submit", "report.xml", ...placeOf(octane)], keys, { cwd: folder, env: SIGNED_IN });
}

describe("on a screen", () => {
  test("convert shows bytes, parts and tests while it reads, and leaves the result alone", async () => {
    const run = await typed(["convert", "large.xml", "--out", "out"], [], { cwd: folder });
    expect(run.code).toBe(0);
    expect(run.text).toMatch(
      /reading large\.xml\r?\n\[#*-*\] \d+ % {2}[\d.]+ of \d+\.\d MB {2}\d+ parts {2}\d+ tests {2}\d+ s/,
    );
    const screen = await screenOf(run);
    expect(screen.filter((line) => BAR.test(line) || line.startsWith("reading"))).toEqual([]);
    expect(screen[0]).toMatch(/^input +format/);
  });

  test("the bar has no colours with NO_COLOR", async () => {
    const env = { NO_COLOR: "1" };
    const run = await typed(["convert", "large.xml", "--out", "out"], [], { cwd: folder, env });
    expect(run.raw).toMatch(BAR);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    expect(run.raw).not.toMatch(/\u001b\[\d+m/);
  });

  test("validate shows which file it checks", async () => {
    await start(["convert", "large.xml", "--out", "parts"], {}, { cwd: folder }).ended;
    // The shell of the terminal makes names of a pattern.
    const payloads = Array.from({ length: 4 }, () => "parts/*.xml");
    const run = await typed(["validate", ...payloads], [], { cwd: folder });
    expect(run.code).toBe(0);
    expect(run.text).toMatch(/checking parts\/part-\d+\.xml\r?\n\[#*-*\] \d+ % {2}\d+ of 1200 files/);
    expect((await screenOf(run)).filter((line) => BAR.test(line))).toEqual([]);
  });

  test("submit says what it waits for, and for how long", async () => {
    const run = await submitTo({ faults: [{ fault: "queue-full", phase: "post", times: 3 }] });
    expect(run.code).toBe(0);
    expect(run.text).toMatch(/0 of 1 part taken/);
    expect(run.text).toMatch(/waiting \d+ s: the server is busy/);
    expect((await screenOf(run)).filter((line) => BAR.test(line) || line.includes("waiting"))).toEqual([]);
  });

  test("Ctrl-C while reports are read ends with 130, and the bar is gone", async () => {
    const run = await typed(["convert", "large.xml", "--out", "never"], [["reading", CTRL_C]], {
      cwd: folder,
    });
    expect(run.code).toBe(130);
    expect((await screenOf(run)).join("\n").trim()).toBe("error[interrupted]: stopped by SIGINT");
  });

  test("Ctrl-C while payloads are checked ends with 130, and the bar is gone", async () => {
    await start(["convert", "large.xml", "--out", "parts"], {}, { cwd: folder }).ended;
    const payloads = Array.from({ length: 4 }, () => "parts/*.xml");
    const run = await typed(["validate", ...payloads], [["checking", CTRL_C]], { cwd: folder });
    expect(run.code).toBe(130);
    expect((await screenOf(run)).join("\n").trim()).toBe("error[interrupted]: stopped by SIGINT");
  });

  test("Ctrl-C while the server works ends with 130, and the bar is gone", async () => {
    const stuck = { fault: "stuck", phase: "status", times: Number.POSITIVE_INFINITY } as const;
    const run = await submitTo({ faults: [stuck] }, [["1 of 1 part taken", CTRL_C]]);
    expect(run.code).toBe(130);
    const screen = await screenOf(run);
    expect(screen.filter((line) => BAR.test(line))).toEqual([]);
    expect(screen.at(-1)).toBe("outcome: aborted");
  });

  test("--json is one document and nothing else", async () => {
    const run = await typed(["convert", "large.xml", "--out", "out", "--json"], [], { cwd: folder });
    expect(JSON.parse(run.raw)).toMatchObject({ inputs: [{ runs: 300_000 }] });
  });
});

test("in a pipe nothing of a bar is written", async () => {
  const { stderr, stdout } = await start(["convert", "large.xml", "--out", "out"], {}, { cwd: folder }).ended;
  expect(stderr).toBe("");
  expect(stdout).not.toMatch(BAR);
  expect(stdout).not.toContain("\u001b");
});

describe("elsewhere", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** The lines that are told of a work that shows its stage and then takes so many seconds. */
  async function told(seconds: number, env = {}, json = false): Promise<string[]> {
    const lines: string[] = [];
    const writer = {
      line: (text: string) => void lines.push(text),
      text: () => {},
      paint: (_: string, text: string) => text,
    };
    const surroundings = {
      terminal: { out: writer, err: writer },
      env,
      signal: new AbortController().signal,
    };
    await withProgress(surroundings, { json }, async (progress) => {
      progress?.show(() => ({ what: "reading report.xml", share: 0.5, figures: ["2 parts"] }));
      await vi.advanceTimersByTimeAsync(seconds * 1000);
    });
    await vi.advanceTimersByTimeAsync(60_000);
    return lines;
  }

  test("a line comes every half minute, and none after the end", async () => {
    expect(await told(29)).toEqual([]);
    expect(await told(65)).toEqual([
      "reading report.xml: 50 %, 2 parts, 30 s",
      "reading report.xml: 50 %, 2 parts, 1 min 0 s",
    ]);
  });

  test("beside a JSON document nothing is told", async () => {
    expect(await told(65, {}, true)).toEqual([]);
  });
});

describe("the words", () => {
  const plain = (_: string, text: string) => text;

  test("a share beyond the whole fills the bar, and no share has none", () => {
    expect(drawnStage({ what: "reading a", share: 1.2 }, 0, plain)).toBe(
      `reading a\n[${"#".repeat(24)}] 100 %  0 s`,
    );
    expect(drawnStage({ what: "reading -", figures: ["1 part"] }, 0, plain)).toBe("reading -\n1 part  0 s");
  });

  test("a name cannot move the cursor", () => {
    expect(plainStage({ what: "reading a\u001b[2J\n" }, 0)).toBe("reading a\uFFFD[2J\uFFFD: 0 s");
    expect(drawnStage({ what: "reading a\u001b[2J\n" }, 0, plain)).toBe("reading a\uFFFD[2J\uFFFD\n0 s");
  });

  test("what is waited for is said, with the seconds that are left where they are known", () => {
    const until = now() + 3900;
    expect(plainStage({ what: "sending", waiting: { why: "the server is busy", until } }, 0)).toBe(
      "sending: 0 s; waiting 4 s: the server is busy",
    );
    expect(plainStage({ what: "sending", waiting: { why: "the server is busy" } }, 0)).toBe(
      "sending: 0 s; waiting: the server is busy",
    );
  });

  test("bytes are told in the unit of the whole", () => {
    expect(sizeWords(0)).toBe("0 bytes");
    expect(sizeWords(1500)).toBe("1.5 kB");
    expect(sizeWords(1500, 2_000_000)).toBe("0.0 of 2.0 MB");
  });
});
