/**
 * Recorded sessions as text. A session is prose and steps:
 *
 *     # Prose, for who reads it.
 *     file report.xml              the lines below that begin with "| " are a file of the session's folder
 *     | <testsuite/>
 *     octane post:queue-full*3     an Octane to try against, and what goes wrong in it; its variables are set
 *     proxy me:secret              a forward proxy that wants this sign-in, or none; or one that "forbids"
 *     gateway                      a gateway before an Octane, without its token
 *     damage wasm/core_bg.wasm     from here on the program is a copy of the package without this file
 *     set NAME=value               a variable of the environment; $NAME in a command is its value, $NOBODY an address where
 *                                  nothing listens
 *
 *     $ octane-payload convert report.xml --out parts
 *     < report.xml                 what stands on its standard input
 *     ^C after Ctrl-C ends it      when it is interrupted
 *     out| what it writes to standard output
 *     err| what it writes to standard error
 *     exit 0
 */

/** A command of a session, and what it came to. */
export interface CommandStep {
  kind: "command";
  /** The words of the command line, without quotes, and the variables before it. */
  words: string[];
  env: Record<string, string>;
  stdin?: string;
  interrupt?: string;
  out: string[];
  err: string[];
  exit: string;
}

/** What is done before commands. */
export interface ScenePart {
  kind: "file" | "octane" | "proxy" | "gateway" | "damage" | "set";
  about: string;
  lines: string[];
}

/** One step. */
export type Step = CommandStep | ScenePart;

/** A line of a session that is none. */
export class SessionFault extends Error {}

/** The steps of a session. */
export function readSession(text: string): Step[] {
  const steps: Step[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const step = stepOf(line);
    if (step !== undefined) steps.push(step);
    else if (!addTo(steps.at(-1), line)) throw new SessionFault(`line ${index + 1}: "${line}"`);
  }
  return steps;
}

function stepOf(line: string): Step | undefined {
  const [, kind, about = ""] = /^(file|octane|proxy|gateway|damage|set|\$)(?: (.*))?$/.exec(line) ?? [];
  if (kind === undefined) return undefined;
  if (kind !== "$") return { kind: kind as ScenePart["kind"], about, lines: [] };
  return { kind: "command", ...commandOf(about), out: [], err: [], exit: "" };
}

/** A line that belongs to the step before it. */
function addTo(step: Step | undefined, line: string): boolean {
  const [, mark, rest = ""] = /^(\| ?|< |\^C after |out\| ?|err\| ?|exit )(.*)$/.exec(line) ?? [];
  if (step === undefined || mark === undefined) return false;
  if (step.kind !== "command")
    return step.kind === "file" && mark.startsWith("|") && step.lines.push(rest) > 0;
  if (mark === "< ") step.stdin = rest;
  else if (mark === "^C after ") step.interrupt = rest;
  else if (mark.startsWith("out")) step.out.push(rest);
  else if (mark.startsWith("err")) step.err.push(rest);
  else step.exit = rest;
  return true;
}

/** Words as a shell would have them: blanks part them, quotes keep them together; assignments come first. */
function commandOf(text: string): { words: string[]; env: Record<string, string> } {
  const words = [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const env = Object.fromEntries(words.slice(0, first).map((word) => assignment(word)));
  return { words: words.slice(first), env };
}

/** `NAME=value` in two. */
export function assignment(text: string): [string, string] {
  const sign = text.indexOf("=");
  return [text.slice(0, sign), text.slice(sign + 1)];
}

/** The session with what its commands came to in the place of what stood there. */
export function writeSession(
  text: string,
  results: readonly Pick<CommandStep, "out" | "err" | "exit">[],
): string {
  const kept = text.split("\n").filter((line) => !/^(out\||err\||exit )/.test(line));
  let command = -1;
  const lines: string[] = [];
  for (const [index, line] of kept.entries()) {
    lines.push(line);
    if (line.startsWith("$")) command += 1;
    const result = results[command];
    const isLast = command >= 0 && !/^(<|\^C)/.test(kept[index + 1] ?? "") && /^(\$|<|\^C)/.test(line);
    if (result !== undefined && isLast) lines.push(...resultLines(result));
  }
  return lines.join("\n");
}

function resultLines({ out, err, exit }: Pick<CommandStep, "out" | "err" | "exit">): string[] {
  const marked = (mark: string) => (line: string) => `${mark}| ${line}`.trimEnd();
  return [...err.map(marked("err")), ...out.map(marked("out")), `exit ${exit}`];
}
