/** Context files as text: read as JSON and YAML with the same checks, and written so that nothing of them is lost. */
import { expect, test } from "vitest";
import {
  type ContextContent,
  type ContextNotation,
  commentsOf,
  contentOf,
  isSame,
  readContextText,
  writeContextText,
} from "../src/context-file/index.js";
import { dice } from "./support/dice.js";
import { CONTEXT_SCHEMA, madeBy } from "./support/made-context.js";

const COMMENTED = `# who: the shop team
release: { default: true } # of the workspace
productAreas:
  - 1401 # checkout
  - 1402
rules:
  # cards first
  - name: cards
    when: { package: "com.acme.pay*" }
    set: { milestone: 1201 }
  - name: others
    set: { milestone: 1202 }
# end
`;

async function contentIn(text: string): Promise<ContextContent> {
  const { file, faults } = await readContextText("c.yaml", text);
  expect(faults).toEqual([]);
  return contentOf(file);
}

test.each<[string, ContextNotation]>([
  ["c.json", "json"],
  ["c.yaml", "yaml"],
])("500 made-up files are written as %s and read as the same", async (name, notation) => {
  const roll = dice(3);
  for (let index = 0; index < 500; index += 1) {
    const content = madeBy(CONTEXT_SCHEMA, { roll, faults: false }) as ContextContent;
    const { file, faults } = await readContextText(name, await writeContextText(content, notation));
    const isRefused = faults.some(({ code }) => code !== "context-bad-pattern");
    expect([isRefused, isSame(contentOf(file), content)], JSON.stringify(content)).toEqual([false, true]);
  }
});

test("300 made-up files become others, in the place of what they said", async () => {
  const roll = dice(5);
  const made = () => madeBy(CONTEXT_SCHEMA, { roll, faults: false }) as ContextContent;
  for (let index = 0; index < 300; index += 1) {
    const [one, other] = [made(), made()];
    const text = await writeContextText(other, "yaml", await writeContextText(one, "yaml"));
    const { file } = await readContextText("c.yaml", text);
    expect(isSame(contentOf(file), other), `${JSON.stringify(one)}\n${JSON.stringify(other)}`).toBe(true);
  }
});

test("a YAML file that has not changed is the same text", async () => {
  expect(await writeContextText(await contentIn(COMMENTED), "yaml", COMMENTED)).toBe(COMMENTED);
});

test("what changes in a YAML file leaves its comments, its order and its style", async () => {
  const content = await contentIn(COMMENTED);
  const changed = { ...content, productAreas: [1401, 1403], program: 1301 };
  const [cards, others] = content.rules ?? [];
  const rules = [cards, { ...others, name: "the rest" }, { set: { program: 1 } }] as NonNullable<
    ContextContent["rules"]
  >;
  expect(await writeContextText({ ...changed, rules }, "yaml", COMMENTED)).toBe(
    COMMENTED.replace("1402", "1403")
      .replace("name: others", "name: the rest")
      .replace("# end", "  - set:\n      program: 1\nprogram: 1301\n\n# end"),
  );
});

test("a rule that goes takes no comment of another along", async () => {
  const content = await contentIn(COMMENTED);
  const text = await writeContextText(
    { ...content, rules: content.rules?.slice(1) ?? [] },
    "yaml",
    COMMENTED,
  );
  expect(await commentsOf(text)).toEqual(await commentsOf(COMMENTED));
  expect(text).not.toContain("com.acme.pay");
});

test("comments are found in their order", async () => {
  expect(await commentsOf(COMMENTED)).toEqual([
    "who: the shop team",
    "of the workspace",
    "checkout",
    "cards first",
    "end",
  ]);
});

test("a file with aliases is written anew where one of their values changes, with its comments at the head", async () => {
  const before =
    "# areas of the team\nproductAreas: &areas [1, 2]\nrules:\n  - add: { productAreas: *areas }\n";
  const content = { ...(await contentIn(before)), productAreas: [1, 3] };
  const text = await writeContextText(content, "yaml", before);
  expect(text).toMatch(/^# areas of the team\n/);
  expect(isSame(await contentIn(text), content)).toBe(true);
});

test("ids beyond 2^53 - 1 stay what they are, in either notation", async () => {
  for (const text of ['{ "program": 9007199254740993 }', "program: 9007199254740993"]) {
    expect(await contentIn(text)).toEqual({ program: "9007199254740993" });
  }
});

test("text that looks like a long number stays text", async () => {
  const text = '{ "release": { "name": "a \\" 9007199254740993" } }';
  expect(await contentIn(text)).toEqual({ release: { name: 'a " 9007199254740993' } });
});
