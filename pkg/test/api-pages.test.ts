/** The pages of the interface: what their generator is told, held against what the package exports. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

interface Entry {
  types: string;
}

const parsed = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const exported: Record<string, Entry | string> = parsed("../package.json").exports;
const { entryPoints, validation } = parsed("../../docs/api/typedoc.json");

const entries = Object.entries(exported)
  .filter((pair): pair is [string, Entry] => typeof pair[1] === "object")
  .map(([subpath, { types }]) => ({
    subpath,
    source: types.replace("./dist/", "src/").replace(".d.ts", ".ts"),
  }));

test("every entry of the package has its page", () => {
  expect(entries.length).toBeGreaterThan(10);
  expect([...entryPoints].sort()).toEqual(entries.map(({ source }) => `../../pkg/${source}`).sort());
});

describe("a page is called as its entry is imported", () => {
  test.each(entries)("octane-payload: $subpath", ({ subpath, source }) => {
    const [comment] =
      /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(new URL(`../${source}`, import.meta.url), "utf8")) ?? [];
    expect(comment).toContain(` * @module octane-payload${subpath.slice(1)}\n`);
  });
});

test("an item without documentation, a type that is not exported and a link to nothing are failures", () => {
  expect(validation).toMatchObject({ notDocumented: true, notExported: true, invalidLink: true });
});
