/** Completion scripts, read by the shells that they are for. A shell that is not installed is named, and left out. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { completionScript } from "../src/cli/completion.js";
import { type Cli, program } from "../src/cli/program.js";

const anyCli = { terminal: { out: { text: () => {} }, err: { text: () => {} } } } as unknown as Cli;
const root = await program(anyCli);

const isInstalled = (shell: string) => spawnSync(shell, ["--version"]).status === 0;
const SHELLS = (["bash", "zsh", "fish"] as const).filter((shell) => {
  if (isInstalled(shell)) return true;
  process.stderr.write(`left out: completion in ${shell}, which is not installed\n`);
  return false;
});

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What each shell is told to do, to say what it would offer after these words. */
const ASK = {
  bash: (file: string, words: string[]) => [
    "-c",
    `source ${file}; COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); COMP_CWORD=${words.length - 1}; ` +
      'octane-payload() { :; }; _octane_payload; printf "%s\\n" "$' +
      '{COMPREPLY[@]}"',
  ],
  // Its own functions of completion, in place of a terminal: they say what they are given.
  zsh: (file: string, words: string[]) => [
    "-f",
    "-c",
    `_describe() { print -l $octane_payload_commands }; _arguments() { print -l -- "$@" }; words=(${words.join(" ")} ''); ` +
      `CURRENT=${words.length}; source ${file}`,
  ],
  fish: (file: string, words: string[]) => [
    "--no-config",
    "-c",
    `source ${file}; complete -C '${words.join(" ")}'`,
  ],
};

function offered(shell: (typeof SHELLS)[number], words: string[]): string {
  const file = join(folder, `completion.${shell}`);
  writeFileSync(file, completionScript(shell, root));
  const { stdout, stderr } = spawnSync(shell, ASK[shell](file, words), { encoding: "utf8", cwd: folder });
  expect(stderr).toBe("");
  return stdout;
}

test.each(SHELLS)("%s offers every command", (shell) => {
  const words = offered(shell, ["octane-payload", ""]);
  expect(root.commands.map((each) => each.name()).filter((name) => !words.includes(name))).toEqual([]);
});

test.each(SHELLS)("%s offers every option of a command", (shell) => {
  const words = offered(shell, ["octane-payload", "submit", "--"]);
  const submit = root.commands.find((each) => each.name() === "submit");
  const flags = submit?.options.map(({ long }) => long ?? "") ?? [];
  expect(flags.length).toBeGreaterThan(40);
  expect(flags.filter((flag) => !words.includes(flag))).toEqual([]);
});

test.each(SHELLS)("%s offers the values of an option that has some", (shell) => {
  const words = offered(shell, ["octane-payload", "validate", "--format", ""]);
  for (const format of ["json", "github", "gitlab", "sarif"]) expect(words).toContain(format);
});
