/** The examples of the documentation run as they stand, with the built package, and print what the page says. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const PAGE = new URL("../../docs/examples.md", import.meta.url);
const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const EXAMPLE = /^## (\d+\. .+)\n[^#]*?```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```$/gm;
const FILE = /^```xml (\S+)\n([\s\S]*?)```$/gm;

const page = await readFile(PAGE, "utf8");
const examples = [...page.matchAll(EXAMPLE)].map(([, title = "", code = "", output = ""]) => ({
  title,
  code,
  output,
}));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "octane-payload-examples-"));
  await mkdir(join(folder, "node_modules"));
  await symlink(PACKAGE, join(folder, "node_modules/octane-payload"), "junction");
  for (const [, name = "", text = ""] of page.matchAll(FILE)) await writeFile(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function printed(code: string, name: string): Promise<string> {
  await writeFile(join(folder, name), code);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [name], { cwd: folder });
  expect(stderr).toBe("");
  return stdout;
}

test("there are ten examples, one for each heading", () => {
  const headings = page.match(/^## .+$/gm)?.map((heading) => heading.slice(3));
  expect(examples.map(({ title }) => title)).toEqual(headings);
  expect(examples).toHaveLength(10);
});

test.each(examples)("$title", async ({ title, code, output }) => {
  const stdout = await printed(code, `example-${Number.parseInt(title, 10)}.mjs`);
  if (process.env.UPDATE === "1") {
    const text = await readFile(PAGE, "utf8");
    const blocks = (shown: string) => `${code}\`\`\`\n\n\`\`\`text\n${shown}\`\`\``;
    await writeFile(
      PAGE,
      text.replace(blocks(output), () => blocks(stdout)),
    );
  } else {
    expect(stdout).toBe(output);
  }
});
