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
    await expect(openInputs([missing, folder], new AbortController().signal)).rejects.toMatchObject({
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
    const [input] = await openInputs([path], AbortSignal.abort());
    await expect(input?.content[Symbol.asyncIterator]().next()).rejects.toThrow("aborted");
  });

  test("parts replace those of an earlier conversion and leave other files alone", async () => {
    const out = join(folder, "out", "deep");
    const earlier = stageParts(out);
    for (const index of [0, 1, 2]) await earlier.add({ index, bytes: bytes(`old ${index}`) });
    await earlier.publish();
    writeFileSync(join(out, "part-of-me.xml"), "mine");
    const later = stageParts(out);
    await later.add({ index: 0, bytes: bytes("new") });
    expect(readFileSync(join(out, "part-0001.xml"), "utf8")).toBe("old 0");
    await later.publish();
    expect(readdirSync(out).sort()).toEqual(["part-0001.xml", "part-of-me.xml"]);
    expect(readFileSync(join(out, "part-0001.xml"), "utf8")).toBe("new");
  });

  test("what is discarded leaves nothing behind but what others put there", async () => {
    const staged = stageParts(join(folder, "a", "b"));
    await staged.add({ index: 0, bytes: bytes("x") });
    writeFileSync(join(folder, "a", "mine"), "");
    await staged.discard();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readdirSync(join(folder, "a"))).toEqual(["mine"]);
  });

  test("a folder that cannot be made is a usage failure", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const staged = stageParts(file);
    await expect(staged.add({ index: 0, bytes: bytes("") })).rejects.toMatchObject({ exitCode: 2 });
    await staged.discard();
    await expect(writeWhole(join(file, "x"), "")).rejects.toMatchObject({ exitCode: 2 });
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test("a context file holds the library's context", async () => {
    const file = join(folder, "context.json");
    const context = {
      build: { serverId: "s", jobId: "j", buildId: "1", artifactId: "a" },
      suite: { id: 1, externalRunId: "night" },
      program: "9007199254740993",
      release: { name: "R 1" },
      milestone: 5,
      backlogItems: [1, "2"],
      productAreas: [],
      testFields: [{ type: "Framework", value: "JUnit" }],
      environment: [{ type: "Browser", value: "Chrome" }],
    };
    writeFileSync(file, `\uFEFF${JSON.stringify(context)}`);
    expect(await readContextFile(file)).toEqual(context);
  });

  test.each([
    ["[]", "it is not a JSON object"],
    ["null", "it is not a JSON object"],
    ["{", "JSON"],
    ['{"modules":[1]}', '"modules" is no field of a context: build, suite, program'],
    ['{"milestone":"soon"}', '"milestone" is not an id'],
    ['{"release":{"id":1,"name":"a"}}', '"release" is not an object of id or an object of name'],
    ['{"build":{"serverId":"s"}}', '"build" is not an object of serverId, jobId and buildId'],
    [
      '{"testFields":[{"type":"Colour","value":"red"}]}',
      '"testFields" is not a list, each an object of type and value',
    ],
    ['{"backlogItems":5}', '"backlogItems" is not a list, each an id'],
  ])("a context file with %s is refused, and why", async (text, reason) => {
    const file = join(folder, "context.json");
    writeFileSync(file, text);
    const code = "context-file";
    await expect(readContextFile(file)).rejects.toMatchObject({ exitCode: 3, diagnostics: [{ code, file }] });
    await expect(readContextFile(file)).rejects.toThrow(reason);
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
