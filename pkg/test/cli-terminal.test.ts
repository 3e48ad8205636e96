/** What happens where somebody sits at a terminal: questions with answers, and secrets that nobody sees. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Octane, placeOf, startOctane } from "./support/octane.js";
import { typed } from "./support/pty.js";

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

const DOWN = "\u001b[B";

const QUESTIONS: [string, string][] = [
  ["To which release", `${DOWN}\r`],
  ["Milestone", "\r"],
  ["Application modules", "1401, 1402\r"],
  ["Backlog items", "\r"],
  ["Environment", "Browser:Chrome\r"],
];

test("init asks for the links, and writes those that are given", async () => {
  const { code, text: screen } = await typed(["init", "context.yaml"], QUESTIONS, { cwd: folder });
  expect(code, screen).toBe(0);
  const text = readFileSync(join(folder, "context.yaml"), "utf8");
  expect(text).toContain("release:\n  name: _default_\n");
  expect(text).toContain("productAreas:\n  - 1401\n  - 1402\n");
  expect(text).toContain("environment:\n  - type: Browser\n    value: Chrome\n");
  expect(text).not.toContain("milestone");
});

test("init asks before it overwrites a file, and Enter means no", async () => {
  writeFileSync(join(folder, "context.yaml"), "program: 1\n");
  const { code, text: screen } = await typed(["init", "context.yaml"], [["Overwrite", "\r"]], {
    cwd: folder,
  });
  expect(code, screen).toBe(2);
  expect(readFileSync(join(folder, "context.yaml"), "utf8")).toBe("program: 1\n");
});

test("Ctrl-C at a question ends with 130, and nothing is written", async () => {
  const { code, text: screen } = await typed(["init", "context.yaml"], [["To which release", "\u0003"]], {
    cwd: folder,
  });
  expect(code, screen).toBe(130);
  expect(() => readFileSync(join(folder, "context.yaml"))).toThrow("ENOENT");
});

test("a secret that is missing is asked for, and does not show", async () => {
  octane = await startOctane();
  const args = ["schema", ...placeOf(octane), "--client-id", "sandbox-client", "--out", "server.xsd"];
  const { code, text: screen } = await typed(args, [["Client secret", "sandbox-secret\r"]], { cwd: folder });
  expect(code, screen).toBe(0);
  expect(screen).not.toContain("sandbox-secret");
  expect(readFileSync(join(folder, "server.xsd"), "utf8")).toContain("schema");
});
