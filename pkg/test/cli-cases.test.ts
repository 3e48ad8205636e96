/** How cases become runs, from the command line and from code: flags, options, and what `--explain` shows. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { addCaseOptions, type CaseFlags, caseOptionsOf } from "../src/cli/case-flags.js";
import { convert, OptionsError } from "../src/index.js";
import { octanePayload } from "./support/command-line.js";

vi.setConfig({ testTimeout: 60_000 });

const REPORT = `<testsuite name="unit"><testcase classname="core::com.example.Cart" name="adds()"/></testsuite>`;

function parsed(args: string[]): CaseFlags {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addCaseOptions(command).action(() => {});
  return command.parse(args, { from: "user" }).opts<CaseFlags>();
}

describe("case flags", () => {
  test("nothing given sets nothing", () => {
    expect(caseOptionsOf(parsed([]))).toEqual({});
  });

  test("every flag becomes its option", () => {
    const identity = [
      "--identity",
      "jenkins",
      "--module",
      "{suite}",
      "--package",
      "p",
      "--class",
      "c",
      "--name",
      "n",
    ];
    const times = ["--zone", "+02:00", "--starts", "in-sequence", "--time-unit", "seconds"];
    const statuses = [
      "--status",
      "a=b=Failed",
      "--status",
      "wobbly=Passed",
      "--unknown-status",
      "refuse",
      "--attempts",
      "worst",
    ];
    const fit = [
      "--too-long",
      "cut-end",
      "--empty-name",
      "refuse",
      "--placeholder",
      "none",
      "--bad-url",
      "omit",
    ];
    const others = ["--negative-duration", "keep", "--duplicates", "last"];
    expect(caseOptionsOf(parsed([...identity, ...times, ...statuses, ...fit, ...others]))).toEqual({
      identity: { preset: "jenkins", module: "{suite}", package: "p", class: "c", name: "n" },
      times: { zone: "+02:00", starts: "in-sequence", unit: "seconds" },
      statuses: { words: { "a=b": "Failed", wobbly: "Passed" }, unknown: "refuse", attempts: "worst" },
      fit: {
        tooLong: "cut-end",
        emptyName: "refuse",
        placeholder: "none",
        badUrl: "omit",
        negativeDuration: "keep",
      },
      duplicates: "last",
    });
  });

  test.each([
    [["--identity", "maven"], /Allowed choices are collection-tool, github-action, jenkins/],
    [["--status", "wobbly"], /WORD=STATUS/],
    [["--status", "wobbly=failed"], /WORD=STATUS/],
    [["--duplicates", "merge"], /Allowed choices are distinct, worst, last, refuse/],
  ])("%j is refused", (args, message) => {
    expect(() => parsed(args)).toThrow(message);
  });
});

describe("convert", () => {
  const input = { name: "report.xml", content: REPORT };

  test("takes the options and shows the first cases under each preset", async () => {
    const { parts, identities } = await convert(input, {
      identity: { preset: "jenkins", name: "{suite}.{name}" },
    });
    const payload = new TextDecoder().decode(parts[0]?.bytes);
    expect(payload).toContain('module="core" package="com.example" class="Cart" name="unit.adds()"');
    expect(identities).toEqual([
      {
        file: "report.xml",
        path: "/testsuite/testcase[1]",
        chosen: { module: "core", package: "com.example", class: "Cart", name: "unit.adds()" },
        presets: {
          "collection-tool": { package: "core::com.example", class: "Cart", name: "adds()" },
          "github-action": { class: "core::com.example.Cart", name: "adds()" },
          jenkins: { module: "core", package: "com.example", class: "Cart", name: "adds" },
        },
      },
    ]);
  });

  test.each([
    [{ identity: { name: "{nme}" } }, /"nme" is no field/],
    [{ times: { zone: "CET" } }, /"CET" is no time zone/],
    [{ duplicates: "merge" }, /unknown variant `merge`/],
    [{ runPerPart: 1 }, /unknown field `runPerPart`/],
  ])("refuses the options %j with words that say why", async (options, message) => {
    const refusal = convert(input, options as object);
    await expect(refusal).rejects.toThrow(OptionsError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/line \d+ column/);
  });
});

describe("convert on the command line", () => {
  let folder: string;
  let report: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
    report = join(folder, "report.xml");
    writeFileSync(report, REPORT);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("--explain shows the first cases under each preset, and writes nothing", async () => {
    const out = join(folder, "out");
    const run = await octanePayload(["convert", report, "--explain", "--name", "{suite}", "--out", out]);
    expect(run.code).toBe(0);
    const lines = run.stdout.split("\n").map((line) => line.trim().split(/\s{2,}/));
    expect(lines).toContainEqual(["identity", "module", "package", "class", "name"]);
    expect(lines).toContainEqual(["as chosen", "core::com.example", "Cart", "unit"]);
    expect(lines).toContainEqual(["github-action", "core::com.example.Cart", "adds()"]);
    expect(lines).toContainEqual(["jenkins", "core", "com.example", "Cart", "adds"]);
    expect(existsSync(out)).toBe(false);
  });

  test("a template that is none ends with exit code 2 and says why", async () => {
    const run = await octanePayload(["convert", report, "--explain", "--name", "{nme}"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/error: "nme" is no field; known are classname/);
  });
});
