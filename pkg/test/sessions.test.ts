/** The command line as recorded sessions have it: `UPDATE=1 npx vitest run test/sessions.test.ts` records them again. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { ExitCode } from "../src/cli/exit-codes.js";
import { type Cli, program } from "../src/cli/program.js";
import { type CommandStep, readSession, writeSession } from "./support/session/parse.js";
import { replay } from "./support/session/replay.js";

// Each session starts processes, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const FOLDER = new URL("sessions/", import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));
const IS_UPDATE = process.env.UPDATE === "1";

const textOf = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");

test.each(NAMES)("%s goes as it is recorded", async (name) => {
  const text = textOf(name);
  const played = writeSession(text, await replay(text));
  if (IS_UPDATE) writeFileSync(new URL(name, FOLDER), played);
  expect(played).toBe(textOf(name));
});

describe("the sessions", async () => {
  const steps = NAMES.flatMap((name) => readSession(textOf(name))).filter(
    (step): step is CommandStep => step.kind === "command",
  );
  const anyCli = { terminal: { out: { text: () => {} }, err: { text: () => {} } } } as unknown as Cli;

  test("have every exit code", () => {
    const recorded = new Set(steps.map(({ exit }) => exit));
    expect(Object.values(ExitCode).filter((code) => !recorded.has(String(code)))).toEqual([]);
  });

  const commands = (await program(anyCli)).commands.map((command) => command.name());

  test.each(commands)("have %s done and failed", (name) => {
    const exits = steps.filter(({ words }) => words[1] === name).map(({ exit }) => exit);
    // A script of completion is long; real shells read it in a test of its own.
    if (name !== "completion") expect(exits).toContain("0");
    expect(exits.some((exit) => exit !== "0")).toBe(true);
  });
});
