/** What the command line reads and leaves on the disk: files whole or not at all. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readContextFile } from "../src/cli/context-file.js";
import { readCredentials } from "../src/cli/environment.js";
import { bytesOf, writeWhole } from "../src/cli/files.js";
import { openInputs } from "../src/cli/inputs.js";
import { stageParts } from "../src/cli/part-files.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "octane-payload-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);

describe("files", () => {
  test("each path that cannot be read is named before any is read", async () => {
    const missing = join(folder, "missing.xml");
    await expect(async () =>
      openInputs([missing, folder], new AbortController().signal),
    ).rejects.toMatchObject({
      exitCode: 3,
      diagnostics: [
        { code: "file-not-found", file: missing, message: `"${missing}" does not exist` },
        { code: "file-not-found", file: folder, message: `"${folder}" holds no file` },
      ],
    });
  });

  test("what the system refuses while reading is an input failure", async () => {
    const failure = { exitCode: 3, diagnostics: [{ code: "file-is-directory", file: folder }] };
    await expect(bytesOf(folder).next()).rejects.toMatchObject(failure);
  });

  test("an interruption ends the reading of a file", async () => {
    const path = join(folder, "report.xml");
    writeFileSync(path, "<testsuite/>");
    const [input] = openInputs([path], AbortSignal.abort());
    await expect(input?.content[Symbol.asyncIterator]().next()).rejects.toThrow("aborted");
  });

  test("parts replace those of an earlier conversion and leave other files alone", async () => {
    const out = join(folder, "out", "deep");
    const earlier = stageParts(out);
    for (const index of [0, 1, 2]) earlier.add({ index, bytes: bytes(`old ${index}`) });
    earlier.publish();
    writeFileSync(join(out, "part-of-me.xml"), "mine");
    const later = stageParts(out);
    later.add({ index: 0, bytes: bytes("new") });
    expect(readFileSync(join(out, "part-0001.xml"), "utf8")).toBe("old 0");
    later.publish();
    expect(readdirSync(out).sort()).toEqual(["part-0001.xml", "part-of-me.xml"]);
    expect(readFileSync(join(out, "part-0001.xml"), "utf8")).toBe("new");
  });

  test("what is discarded leaves nothing behind but what others put there", async () => {
    const staged = stageParts(join(folder, "a", "b"));
    staged.add({ index: 0, bytes: bytes("x") });
    writeFileSync(join(folder, "a", "mine"), "");
    staged.discard();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readdirSync(join(folder, "a"))).toEqual(["mine"]);
  });

  test("a folder that cannot be made is a usage failure", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const staged = stageParts(file);
    await expect(async () => staged.add({ index: 0, bytes: bytes("") })).rejects.toMatchObject({
      exitCode: 2,
    });
    staged.discard();
    await expect(async () => writeWhole(join(file, "x"), "")).rejects.toMatchObject({ exitCode: 2 });
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  const CONTEXT = {
    build: { serverId: "s", jobId: "j", buildId: "1", artifactId: "a" },
    suite: { id: 1, externalRunId: "night" },
    program: "9007199254740993",
    release: { name: "R 1" },
    backlogItems: [1, "2"],
    rules: [{ when: { class: "Pay*" }, set: { milestone: 5 } }],
  };

  test("a context file is handed on as it is", async () => {
    const name = join(folder, "context.json");
    const content = JSON.stringify(CONTEXT);
    writeFileSync(name, `\uFEFF${content}`);
    expect(await readContextFile(name)).toEqual({ name, content });
  });

  test("a context file in YAML is the same in JSON, and knows where its values stand", async () => {
    const name = join(folder, "context.yaml");
    const lines = [
      "build: { serverId: s, jobId: j, buildId: '1', artifactId: a }",
      "suite: &suite",
      "  id: 1",
      "  externalRunId: night",
      "program: '9007199254740993'",
      "release: { name: R 1 } # ä",
      "backlogItems: [1, '2']",
      "rules:",
      "  - when: { class: Pay* }",
      "    set: { milestone: 5 }",
    ];
    const text = lines.join("\n");
    writeFileSync(name, text);
    const { content, places } = await readContextFile(name);
    expect(JSON.parse(content)).toEqual(CONTEXT);
    expect(places?.["/rules[1]/set/milestone"]).toEqual({
      line: 10,
      column: 23,
      offset: Buffer.byteLength(text.slice(0, text.lastIndexOf("5"))),
    });
  });

  test.each([
    ["context.json", "[]", { line: 1, column: 1, message: "the file is not an object" }],
    ["context.json", "{", { line: 1, column: 2, message: 'the document ends before "}"' }],
    ["context.json", '{\n"modules":[1]}', { line: 2, column: 11, message: '"modules" is no field here' }],
    ["context.yaml", "a: [1", { line: 1, column: 6 }],
    ["context.yaml", "rules:\n  - sett: {}", { line: 2, column: 11, message: '"sett" is no field here' }],
    ["context.yaml", "program: 1\nprogram: 2", { line: 2, column: 1, message: "map keys must be unique" }],
    ["context.yaml", "program: .inf", { line: 1, column: 10 }],
    ["context.yaml", "", { line: 1, column: 1, message: "the file is not an object" }],
  ])("%s with %s is refused at its place", async (name, text, fault) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const refusal = { exitCode: 3, diagnostics: [{ severity: "error", file, ...fault }] };
    await expect(readContextFile(file)).rejects.toMatchObject(refusal);
  });

  test("aliases that stand for too many values are refused", async () => {
    const file = join(folder, "context.yaml");
    const lists = Array.from({ length: 9 }, (_, n) => `- &a${n + 1} [${`*a${n},`.repeat(9)}]`);
    writeFileSync(file, ["- &a0 [1, 2]", ...lists].join("\n"));
    await expect(readContextFile(file)).rejects.toThrow("the aliases stand for too many values");
  });
});

describe("credentials", () => {
  test("are read from the environment, an API key first", () => {
    const user = { OCTANE_USER: "me", OCTANE_PASSWORD: "p" };
    const key = { OCTANE_CLIENT_ID: "id", OCTANE_CLIENT_SECRET: "s" };
    expect(readCredentials({ ...user, ...key })).toEqual({ clientId: "id", clientSecret: "s" });
    expect(readCredentials({ ...user, OCTANE_ACCESS_TOKEN: "t" })).toEqual({ user: "me", password: "p" });
    expect(readCredentials({ OCTANE_ACCESS_TOKEN: "t" })).toEqual({ accessToken: "t" });
  });

  test("half a pair is refused without its other half being told", () => {
    expect(() => readCredentials({ OCTANE_PASSWORD: "hunter2" })).toThrow("OCTANE_USER is not set");
    expect(() => readCredentials({ OCTANE_CLIENT_ID: "id" })).toThrow("OCTANE_CLIENT_SECRET is not set");
    expect(() => readCredentials({ OCTANE_USER: "" })).toThrow("no credentials in the environment");
  });
});
