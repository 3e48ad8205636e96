/** What `--help` says: on one screen, of every command and every option. */
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { TOPICS } from "../src/cli/help-topics.js";
import { type Cli, program } from "../src/cli/program.js";
import type { Terminal } from "../src/cli/terminal.js";

/** What the arguments print. */
async function printed(args: string[]): Promise<string> {
  const texts: string[] = [];
  const writer = {
    line: (words: string) => void texts.push(`${words}\n`),
    text: (words: string) => void texts.push(words),
    paint: (_: string, words: string) => words,
  };
  const terminal: Terminal = { out: writer, err: writer };
  const cli: Cli = { terminal, env: {}, signal: new AbortController().signal, finish: () => {} };
  const root = await program(cli, args[0]);
  expect(() => root.parse(args, { from: "user" })).toThrow();
  return texts.join("");
}

const anyCli = { terminal: { out: { text: () => {} }, err: { text: () => {} } } } as unknown as Cli;
const commands = (await program(anyCli)).commands;

const SCREEN = { lines: 40, columns: 80 };

describe("help", () => {
  test("names the commands, and the exit codes", async () => {
    const help = await printed(["--help"]);
    const names = [
      ...["convert", "explain", "validate", "submit", "status", "log", "schema", "serve", "page", "sandbox"],
      ...["help", "init", "completion"],
    ];
    expect(commands.map((command) => command.name())).toEqual(names);
    for (const name of names) expect(help).toContain(`  ${name} `);
    for (const code of [0, 1, 2, 3, 4, 5, 6, 7, 8, 130])
      expect(help).toMatch(new RegExp(`(^|\\s)${code} \\w`));
  });

  test.each([["octane-payload"], ...commands.map((command) => [command.name()])])(
    "of %s fits on a screen",
    async (name) => {
      const help = await printed(name === "octane-payload" ? ["--help"] : [name, "--help"]);
      const lines = help.split("\n");
      expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(SCREEN.columns);
    },
  );

  test.each(commands.map((command): [string, Command] => [command.name(), command]))(
    "of %s names each of its options, there or in a topic that it points to",
    async (name, command) => {
      const help = await printed([name, "--help"]);
      const [, names = ""] = /octane-payload help ([a-z|]+)$/m.exec(help) ?? [];
      const texts = [help, ...names.split("|").map((topic) => TOPICS[topic] ?? ""), COMMON];
      const isNamed = ({ long }: { long?: string | undefined }) =>
        texts.some((text) => text.includes(`${long}`));
      expect(command.options.filter((option) => !isNamed(option)).map((option) => option.long)).toEqual([]);
    },
  );

  test.each(Object.entries(TOPICS))("on %s fits on a screen", (_, text) => {
    const lines = text.split("\n");
    expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(SCREEN.columns);
  });
});

/** What every command with a configuration file has, and what is there for scripts of the vendor's tool alone. */
const COMMON = "--config-file --check-result --check-result-timeout --internal --explain-test";
