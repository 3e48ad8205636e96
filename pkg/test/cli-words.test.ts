/** What is written, and where: tables, findings with their lines, colours, streams that close. */
import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { showFindings } from "../src/cli/findings.js";
import { sourceLines } from "../src/cli/source-lines.js";
import { printableLines, renderTable } from "../src/cli/tables.js";
import { type Sink, terminal } from "../src/cli/terminal.js";
import type { Diagnostic } from "../src/types.js";

class Screen extends EventEmitter implements Sink {
  written = "";
  isTTY: boolean;
  constructor(isTTY = false) {
    super();
    this.isTTY = isTTY;
  }
  write(text: string) {
    this.written += text;
  }
}

async function* chunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe("tables", () => {
  test("align words left and numbers right", () => {
    const columns = [{ title: "file" }, { title: "runs", align: "right" as const }];
    expect(
      renderTable(columns, [
        ["a.xml", "7"],
        ["größer.xml", "1000"],
      ]),
    ).toBe("file        runs\na.xml          7\ngrößer.xml  1000");
  });

  test("cells cannot move the cursor or turn the direction of reading", () => {
    expect(renderTable([{ title: "file" }], [["a\u001b[2Jb\u202ec\nd"]])).toBe(
      "file\na\uFFFD[2Jb\uFFFDc\uFFFDd",
    );
    expect(printableLines("a\u0007\r\nb")).toBe("a\uFFFD\nb");
  });
});

describe("source lines", () => {
  const text = "one\ntwo 😀\r\nthree\n\nfive";
  const wanted = new Set([2, 4, 5, 9]);
  const expected = new Map([
    [2, "two 😀\r"],
    [4, ""],
    [5, "five"],
  ]);

  test("are the same for any cutting of the bytes", async () => {
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      expect(await sourceLines(chunks(bytes, size), wanted)).toEqual(expected);
    }
  });

  test("a byte order mark tells UTF-16", async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect(await sourceLines(chunks(bytes, 4), wanted)).toEqual(expected);
  });

  test("reading ends after the last wanted line", async () => {
    async function* endless() {
      for (;;) yield new TextEncoder().encode("line\n");
    }
    expect(await sourceLines(endless(), new Set([3]))).toEqual(new Map([[3, "line"]]));
  });
});

describe("findings", () => {
  const error: Diagnostic = {
    severity: "error",
    code: "xml",
    message: "broken",
    file: "a.xml",
    line: 2,
    column: 1,
    path: "",
  };
  const info: Diagnostic = { severity: "info", code: "note", message: "noted", path: "" };
  const render = async (diagnostic: Diagnostic, source?: string) => {
    const line = source?.split("\n")[(diagnostic.line ?? 1) - 1];
    return `${diagnostic.severity}[${diagnostic.code}]: ${diagnostic.message}${line === undefined ? "" : ` | ${line}`}`;
  };
  const sources = () => chunks(new TextEncoder().encode("first\nsecond\n"), 4);

  test("errors come first, each with its line", async () => {
    const screen = new Screen();
    await showFindings(terminal({ stdout: screen, stderr: screen }, {}).err, [info, error], render, sources);
    expect(screen.written).toBe("error[xml]: broken | second\ninfo[note]: noted\n");
  });

  test("those of several lines have air between them", async () => {
    const screen = new Screen();
    const two = async ({ message }: Diagnostic) => `${message}\n  at /a`;
    await showFindings(
      terminal({ stdout: screen, stderr: screen }, {}).err,
      [error, info],
      two,
      () => undefined,
    );
    expect(screen.written).toBe("broken\n  at /a\n\nnoted\n  at /a\n\n");
  });

  test("a source that cannot be read again leaves the finding", async () => {
    const screen = new Screen();
    async function* gone(): AsyncGenerator<Uint8Array> {
      yield* [];
      throw new Error("gone");
    }
    await showFindings(terminal({ stdout: screen, stderr: screen }, {}).err, [error], render, gone);
    expect(screen.written).toBe("error[xml]: broken\n");
  });

  test("a flood is cut and counted", async () => {
    const screen = new Screen();
    await showFindings(
      terminal({ stdout: screen, stderr: screen }, {}).err,
      Array(60).fill(info),
      render,
      () => undefined,
    );
    expect(screen.written.split("\n").length).toBe(52);
    expect(screen.written).toContain("10 more; --json shows all");
  });
});

describe("terminal", () => {
  test("colours show on a screen alone, and not against NO_COLOR", () => {
    const painted = (isTTY: boolean, env: NodeJS.ProcessEnv) =>
      terminal({ stdout: new Screen(isTTY), stderr: new Screen() }, env).out.paint("red", "x");
    expect(painted(true, {})).toBe("\u001b[31mx\u001b[39m");
    expect([painted(false, {}), painted(true, { NO_COLOR: "1" }), painted(true, { TERM: "dumb" })]).toEqual([
      "x",
      "x",
      "x",
    ]);
  });

  test("a reader that has gone is written to no more", () => {
    const screen = new Screen();
    const { out } = terminal({ stdout: screen, stderr: new Screen() }, {});
    out.line("one");
    screen.emit("error", Object.assign(new Error("gone"), { code: "EPIPE" }));
    out.line("two");
    expect(screen.written).toBe("one\n");
  });
});
