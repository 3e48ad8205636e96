/** What happens where somebody sits at a terminal: questions with answers, and secrets that nobody sees. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Octane, placeOf, startOctane } from "./support/octane.js";

const PROGRAM = fileURLToPath(new URL("../bin/octane-payload.cjs", import.meta.url));

// Each test starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = "";
let octane: Octane | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
});

afterEach(async () => {
  await octane?.close();
  octane = undefined;
  rmSync(folder, { recursive: true });
});

/** Runs the program in a terminal of its own, made by `script`, and types each answer once its question is there. */
async function typed(
  args: string[],
  answers: [question: string, keys: string][],
): Promise<[number | null, string]> {
  const words = ["stty cols 80 rows 40;", process.execPath, PROGRAM, ...args];
  const child = spawn("script", ["--quiet", "--return", "--command", words.join(" "), "/dev/null"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: "xterm" },
  });
  let screen = "";
  const left = [...answers];
  child.stdout.on("data", (chunk: Buffer) => {
    screen += stripVTControlCharacters(chunk.toString());
    const [question, keys] = left[0] ?? [];
    if (question !== undefined && screen.includes(question)) {
      left.shift();
      child.stdin.write(keys);
    }
  });
  const code = await new Promise<number | null>((ended) => child.on("close", ended));
  return [code, screen];
}

const DOWN = "\u001b[B";

const QUESTIONS: [string, string][] = [
  ["To which release", `${DOWN}\r`],
  ["Milestone", "\r"],
  ["Application modules", "1401, 1402\r"],
  ["Backlog items", "\r"],
  ["Environment", "Browser:Chrome\r"],
];

test("init asks for the links, and writes those that are given", async () => {
  const [code, screen] = await typed(["init", "context.yaml"], QUESTIONS);
  expect(code, screen).toBe(0);
  const text = readFileSync(join(folder, "context.yaml"), "utf8");
  expect(text).toContain("release:\n  name: _default_\n");
  expect(text).toContain("productAreas:\n  - 1401\n  - 1402\n");
  expect(text).toContain("environment:\n  - type: Browser\n    value: Chrome\n");
  expect(text).not.toContain("milestone");
});

test("init asks before it overwrites a file, and Enter means no", async () => {
  writeFileSync(join(folder, "context.yaml"), "program: 1\n");
  const [code, screen] = await typed(["init", "context.yaml"], [["Overwrite", "\r"]]);
  expect(code, screen).toBe(2);
  expect(readFileSync(join(folder, "context.yaml"), "utf8")).toBe("program: 1\n");
});

test("Ctrl-C at a question ends with 130, and nothing is written", async () => {
  const [code, screen] = await typed(["init", "context.yaml"], [["To which release", "\u0003"]]);
  expect(code, screen).toBe(130);
  expect(() => readFileSync(join(folder, "context.yaml"))).toThrow("ENOENT");
});

test("a secret that is missing is asked for, and does not show", async () => {
  octane = await startOctane();
  const args = ["schema", ...placeOf(octane), "--client-id", "sandbox-client", "--out", "server.xsd"];
  const [code, screen] = await typed(args, [["Client secret", "sandbox-secret\r"]]);
  expect(code, screen).toBe(0);
  expect(screen).not.toContain("sandbox-secret");
  expect(readFileSync(join(folder, "server.xsd"), "utf8")).toContain("schema");
});
