/** What happens where somebody sits at a terminal: questions with answers, and secrets that nobody sees. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Octane, placeOf, SIGNED_IN, startOctane } from "./support/octane.js";
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

test("init finds things by their names where a server is given, and takes an id as it is typed", async () => {
  octane = await startOctane();
  const { code, text: screen } = await typed(
    ["init", "context.yaml", ...placeOf(octane)],
    [
      ["To which release", `${DOWN}${DOWN}\r`],
      ["Release", "autumn\r"],
      ['Nothing fits "autumn"', "Autumn\r"],
      ["Autumn 2026 (", "\r"],
      ["Milestone", "1234567\r"],
      ["1234567, as typed", "\r"],
      ["Application module", "check\r"],
      ['Nothing fits "check"', "Check\r"],
      ["Checkout (", "\r"],
      ["Another application module", "\r"],
      ["Backlog item", "\r"],
      ["Test_Level", `${DOWN}\r`],
      ["Test_Type", "\r"],
      ["Testing_Tool_Type", "\r"],
      ["Framework", "\r"],
      ["Environment: its type", "Browser\r"],
      ["Browser (1801)", "\r"],
      ["Value of Browser", "r\r"],
      ["Firefox (", `${DOWN}\r`],
      ["Another environment", "\r"],
    ],
    { cwd: folder, env: SIGNED_IN },
  );
  expect(code, screen).toBe(0);
  const text = readFileSync(join(folder, "context.yaml"), "utf8");
  expect(text).toContain("release:\n  id: 1101\n");
  expect(text).toContain("milestone: 1234567\n");
  expect(text).toContain("productAreas:\n  - 1401\n");
  expect(text).toContain("testFields:\n  - type: Test_Level\n    value: Unit Test\n");
  expect(text).toContain("environment:\n  - type: Browser\n    value: Firefox\n");
  expect(octane.requests.at(-1)).toBe("POST /authentication/sign_out");
});

test("init goes on with typed ids where the server cannot be asked", async () => {
  octane = await startOctane();
  const env = { ...SIGNED_IN, OCTANE_CLIENT_SECRET: "wrong" };
  const place = ["init", "context.yaml", ...placeOf(octane)];
  const { code, text: screen } = await typed(place, QUESTIONS, { cwd: folder, env });
  expect(code, screen).toBe(0);
  expect(screen).toContain("ids are typed instead");
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
