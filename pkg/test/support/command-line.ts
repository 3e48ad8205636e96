/** The command line as users run it: a process of its own, its words, its exit code. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../bin/octane-payload.cjs", import.meta.url));

/** What came of a run. */
export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A run under way. */
export interface RunningCommand {
  process: ChildProcess;
  /** What was written so far. */
  words(): Run;
  /** Waits until a stream holds the text; fails when the process ends without it. */
  until(text: string | RegExp): Promise<RegExpMatchArray>;
  ended: Promise<Run>;
}

/** Where runs keep what outlives them: not where this machine's user does. */
const KEPT = mkdtempSync(join(tmpdir(), "octane-payload-kept-"));
process.on("exit", () => rmSync(KEPT, { recursive: true, force: true }));

/** The variables that a run sees: none of this process that would change what it does. */
const NEUTRAL: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(OCTANE_|https?_proxy$|no_proxy$|NO_COLOR$)/i.test(entry[0]),
    ),
  ),
  XDG_STATE_HOME: join(KEPT, "state"),
  XDG_CACHE_HOME: join(KEPT, "cache"),
};

/** Where a run takes place. */
export interface Place {
  /** Default: this process's folder. */
  cwd?: string;
  /** Default: the program of this checkout. */
  program?: string;
}

/** Starts `octane-payload` with the arguments. */
export function start(
  args: readonly string[],
  env: Record<string, string> = {},
  { cwd = process.cwd(), program = PROGRAM }: Place = {},
): RunningCommand {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...NEUTRAL, ...env } });
  const run: Run = { code: null, stdout: "", stderr: "" };
  const watchers = new Set<() => void>();
  const hear = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
    run[stream] += chunk.toString("utf8");
    for (const look of watchers) look();
  };
  child.stdout.on("data", hear("stdout"));
  child.stderr.on("data", hear("stderr"));
  const ended = new Promise<Run>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(Object.assign(run, { code })));
  });
  const until = (text: string | RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = (run.stdout + run.stderr).match(text);
        if (match) resolve(match);
      };
      watchers.add(look);
      look();
      ended.then(
        (end) => reject(new Error(`ended with ${end.code} before ${text}: ${end.stdout}${end.stderr}`)),
        reject,
      );
    });
  return { process: child, words: () => run, until, ended };
}

/** Runs `octane-payload` to its end. */
export function octanePayload(args: readonly string[], env?: Record<string, string>): Promise<Run> {
  return start(args, env).ended;
}

/** The one JSON document that a run with `--json` wrote, and nothing else. */
export function documentOf<Document>(run: Run): Document {
  return JSON.parse(run.stdout) as Document;
}
