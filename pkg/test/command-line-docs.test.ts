/** `docs/command-line.md` held against the program: its options, its variables, its exit codes, its JSON. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Variable } from "../src/cli/environment.js";
import { ExitCode } from "../src/cli/exit-codes.js";
import { FORMATS } from "../src/cli/output-flags.js";
import { type Cli, program } from "../src/cli/program.js";
import { readSession } from "./support/session/parse.js";

const PAGE = readFileSync(new URL("../../docs/command-line.md", import.meta.url), "utf8");
const SESSIONS = new URL("sessions/", import.meta.url);
const anyCli = { terminal: { out: { text: () => {} }, err: { text: () => {} } } } as unknown as Cli;
const { commands } = await program(anyCli);

/** The row of a table that begins with this. */
const row = (first: string) => PAGE.split("\n").find((line) => line.startsWith(`| \`${first}\``)) ?? "";

test("the page names every command", () => {
  expect(commands.map((command) => command.name()).filter((name) => !PAGE.includes(`\`${name}`))).toEqual([]);
});

test("the page has the options that the program has, and no other", () => {
  const flags = new Set(commands.flatMap((command) => command.options.map(({ long }) => long)));
  const inPage = new Set([...PAGE.matchAll(/--[a-z][a-z-]*/g)].map(([flag]) => flag));
  for (const known of ["--help", "--started"]) inPage.delete(known);
  expect([...flags].filter((flag) => flag !== undefined && !inPage.has(flag))).toEqual([]);
  expect([...inPage].filter((flag) => !flags.has(flag))).toEqual([]);
});

test("the page names every variable, format and exit code", () => {
  const words = [...Object.values(Variable), ...FORMATS].map((word) => `\`${word}\``);
  const codes = Object.values(ExitCode).map((code) => `| ${code} |`);
  expect([...words, ...codes].filter((word) => !PAGE.includes(word))).toEqual([]);
});

describe("the JSON of sessions", () => {
  const texts = readdirSync(SESSIONS).map((name) => readFileSync(new URL(name, SESSIONS), "utf8"));
  const steps = texts.flatMap(readSession).filter((step) => step.kind === "command");
  const documents = steps
    .filter(({ words, out }) => words.includes("--json") && out.length > 0)
    .map(({ words, out }) => [words[1] ?? "", readable(out.join("\n"))] as const)
    .filter(([name]) => row(name) !== "");

  test.each(["convert", "explain", "validate", "submit", "status"])(
    "of %s has the fields of the page",
    (name) => {
      const found = documents.filter(([command]) => command === name);
      expect(found.length).toBeGreaterThan(0);
      for (const [, document] of found) {
        expect(
          fieldsOf(document).filter((field) => !`${row(name)}${COMMON}`.includes(`\`${field}\``)),
        ).toEqual([]);
      }
    },
  );
});

/** Fields that the text above the table has, and those of inputs, which stand with `convert`. */
const COMMON = `${row("convert")} \`diagnostics\``;

/** A document whose names for numbers are numbers again. */
function readable(text: string): object {
  return JSON.parse(text.replace(/: <ms>/g, ": 0")) as object;
}

/** The names of the fields, and of those of lists of objects one level below. */
function fieldsOf(document: object): string[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const isDescribed = ["inputs", "parts", "files", "explanations"].includes(name);
    return [
      name,
      ...(isDescribed && Array.isArray(value) ? value.flatMap((item) => Object.keys(item as object)) : []),
    ];
  });
}
