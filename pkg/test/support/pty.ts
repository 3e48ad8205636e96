/** The command line in a terminal of its own, made by `script`, and what its screen shows in the end. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import xterm from "@xterm/headless";

const PROGRAM = fileURLToPath(new URL("../../bin/octane-payload.cjs", import.meta.url));
const COLUMNS = 80;
const ROWS = 40;

/** What came of a run in a terminal. */
export interface TerminalRun {
  code: number | null;
  /** All that was ever written to the terminal, without control characters. */
  text: string;
  /** The same as it was written. */
  raw: string;
}

/** Where and with what the program runs. */
export interface TerminalPlace {
  cwd: string;
  env?: Record<string, string>;
}

/** Runs the program and types each answer once its question is there. */
export async function typed(
  args: readonly string[],
  answers: readonly (readonly [question: string, keys: string])[],
  { cwd, env = {} }: TerminalPlace,
): Promise<TerminalRun> {
  const words = [`stty cols ${COLUMNS} rows ${ROWS};`, process.execPath, PROGRAM, ...args];
  const child = spawn("script", ["--quiet", "--return", "--command", words.join(" "), "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, TERM: "xterm", ...env },
  });
  let raw = "";
  const left = [...answers];
  child.stdout.on("data", (chunk: Buffer) => {
    raw += chunk.toString();
    const [question, keys] = left[0] ?? [];
    if (question !== undefined && stripVTControlCharacters(raw).includes(question)) {
      left.shift();
      child.stdin.write(keys);
    }
  });
  const code = await new Promise<number | null>((ended) => child.on("close", ended));
  return { code, text: stripVTControlCharacters(raw), raw };
}

/** The lines that stand on the screen at the end. */
export async function screenOf({ raw }: TerminalRun): Promise<string[]> {
  const terminal = new xterm.Terminal({
    cols: COLUMNS,
    rows: ROWS,
    scrollback: 10_000,
    allowProposedApi: true,
  });
  await new Promise<void>((done) => terminal.write(raw, done));
  const { active } = terminal.buffer;
  const lines = Array.from(
    { length: active.length },
    (_, row) => active.getLine(row)?.translateToString(true) ?? "",
  );
  terminal.dispose();
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}
