/** What the command line reads: files, folders, patterns, standard input; packed or not. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inputPaths } from "../src/cli/inputs.js";
import { type ConversionSummary, convert } from "../src/index.js";
import { documentOf, octanePayload } from "./support/command-line.js";
import { THREE_CASES } from "./support/reports.js";

/** Other tests than those of the first report: the same ones twice would be told. */
const OTHER_CASES = THREE_CASES.replaceAll("CartTest", "OrderTest");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
  mkdirSync(join(folder, "reports/deep"), { recursive: true });
  writeFileSync(join(folder, "reports/b.xml"), THREE_CASES);
  writeFileSync(join(folder, "reports/deep/a.xml"), gzipSync(OTHER_CASES));
  writeFileSync(join(folder, "reports/deep/shot.png"), Buffer.from("89504e470d0a1a0a", "hex"));
  writeFileSync(join(folder, "reports/.hidden.xml"), THREE_CASES);
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (path: string) => join(folder, path);
const out = () => at("out");
const archive = (name: string) =>
  fileURLToPath(new URL(`../../tests/fixtures/archives/${name}`, import.meta.url));

/** The inputs of a conversion in the terminal: name and runs of each. */
async function converted(...args: string[]) {
  const run = await octanePayload(["convert", ...args, "--out", out(), "--json"]);
  const { inputs, diagnostics } = documentOf<ConversionSummary>(run);
  return {
    code: run.code,
    inputs: inputs.map(({ file, format, runs }) => [file, format, runs]),
    codes: diagnostics.map(({ severity, code }) => `${severity} ${code}`),
  };
}

describe("arguments", () => {
  test("a folder stands for the files below it; what is no report there is left out in one line", async () => {
    expect(await converted(at("reports"))).toEqual({
      code: 0,
      inputs: [
        [at("reports/b.xml"), "junit", 3],
        [at("reports/deep/a.xml"), "junit", 3],
      ],
      codes: ["info inputs-left-out"],
    });
  });

  test.each([
    ["reports/*.xml", ["reports/b.xml"]],
    ["reports/**/*.xml", ["reports/b.xml", "reports/deep/a.xml"]],
    ["reports/**", ["reports/b.xml", "reports/deep/a.xml", "reports/deep/shot.png"]],
    ["**/?.xml", ["reports/b.xml", "reports/deep/a.xml"]],
    ["reports/deep/a.xml", ["reports/deep/a.xml"]],
  ])("%s names %s", async (pattern, files) => {
    const found = inputPaths([at(pattern)]);
    expect(found.map(({ path }) => path)).toEqual(files.map(at));
  });

  test.each([["reports/*.json"], ["nowhere/*.xml"], ["nowhere"]])(
    "%s leads to nothing, and is told",
    async (name) => {
      const failure = { exitCode: 3, diagnostics: [{ code: "file-not-found", file: at(name) }] };
      await expect(async () => inputPaths([at("reports"), at(name)])).rejects.toMatchObject(failure);
    },
  );

  test("standard input is one of them, once", async () => {
    const program = fileURLToPath(new URL("../bin/octane-payload.cjs", import.meta.url));
    const command = spawn(process.execPath, [program, "convert", "-", "--out", out(), "--json"]);
    command.stdin.end(gzipSync(THREE_CASES));
    const text = (await command.stdout.toArray()).join("");
    expect((JSON.parse(text) as ConversionSummary).inputs).toMatchObject([{ file: "-", runs: 3 }]);
    await expect(async () => inputPaths(["-", "-"])).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe("archives", () => {
  test("each report in a zip archive is an input of its own", async () => {
    const name = archive("info-zip/3.0/reports.zip");
    expect(await converted(name)).toEqual({
      code: 0,
      inputs: [
        [name, "zip", 0],
        [`${name}/reports/cart.xml`, "junit", 2],
        [`${name}/reports/deep/order.xml`, "junit", 2],
      ],
      codes: ["info entries-left-out"],
    });
  });

  test("an encrypted entry keeps everything from being written", async () => {
    const { code, codes } = await converted(archive("info-zip/3.0/encrypted.zip"));
    expect([code, codes]).toEqual([3, ["error archive-entry-unreadable"]]);
  });

  test("a limit can be set, and names itself", async () => {
    const run = await octanePayload([
      "convert",
      archive("info-zip/3.0/reports.zip"),
      "--out",
      out(),
      ...["--unpack-limit", "entries=1"],
    ]);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('passes the limit "entries" of 1');
    const wrong = await octanePayload(["convert", "a.zip", "--out", out(), "--unpack-limit", "size=1"]);
    expect(wrong.stderr).toContain("entries, entry-bytes, total-bytes, ratio");
  });

  test("the line of a finding in a gzip file is shown", async () => {
    writeFileSync(at("report.gz"), gzipSync("<testsuite>\n <testcase name='\u0001'/></testsuite>"));
    const { stderr } = await octanePayload(["convert", at("report.gz"), "--out", out()]);
    expect(stderr).toContain("2 |  <testcase name='");
  });

  test("npm reads them from anything that streams", async () => {
    const content = new Blob([gzipSync(THREE_CASES)]).stream();
    expect((await convert({ name: "a", content })).inputs).toMatchObject([{ file: "a", runs: 3 }]);
  });
});

test("what stands for illegal characters and escape sequences can be chosen", async () => {
  const content = "<testsuite><testcase name='a&#1;&#27;[31mb'/></testsuite>";
  const named = async (illegalCharacters?: { character?: string; escapeSequence?: string }) => {
    const { parts } = await convert({ name: "a", content }, illegalCharacters && { illegalCharacters });
    return new TextDecoder().decode(parts[0]?.bytes).match(/ name="([^"]*)"/)?.[1];
  };
  expect(await named()).toBe("a\uFFFDb");
  expect(await named({ character: "?", escapeSequence: "~" })).toBe("a?~b");
  await expect(named({ character: "\u0001" })).rejects.toThrow("XML does not allow");
  writeFileSync(at("c.xml"), content);
  const flags = ["--illegal-character", "_", "--escape-sequence", "+"];
  const run = await octanePayload(["convert", at("c.xml"), "--out", out(), ...flags]);
  expect(run.stderr).toContain("illegal-references");
});
