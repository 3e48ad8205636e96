/** Links to a context: what is packed comes out again, and what is no link is refused. */

import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { formOfContent } from "../src/context-content.js";
import { longestLink, readLink, writeLink } from "../src/context-link.js";
import {
  contextSaved,
  isUnsaved,
  linkOpened,
  linkTooLong,
  shownLink,
  undoFilling,
} from "../src/flow/context-file.js";
import type { ContextLink } from "../src/protocol.js";
import { firstState, type PageState } from "../src/state.js";

const link: ContextLink = {
  content: {
    program: 1301,
    milestone: "9007199254740993",
    release: { name: "Winter ❄ 2026" },
    environment: [{ type: "Browser", value: "Chrome" }],
    rules: [{ name: "pay", when: { name: "*pay*" }, set: { release: { id: 1102 } } }],
  },
  policies: { default: "unite", release: "refuse" },
};

async function written(context: ContextLink): Promise<string> {
  const made = await writeLink(context);
  return "link" in made ? made.link : expect.fail("the link is too long");
}

/** A link as somebody else would make one. */
function packed(said: unknown): string {
  return deflateRawSync(typeof said === "string" ? said : JSON.stringify(said)).toString("base64url");
}

describe("a link", () => {
  test("says what it was made of, ids beyond 2^53 included", async () => {
    const made = await written(link);
    expect(made).toMatch(/^[\w-]+$/);
    expect(await readLink(made)).toEqual(link);
  });

  test("keeps a long id that stands in it as a number", async () => {
    const context = '{"milestone":9007199254740993}';
    const read = await readLink(packed({ context, policies: { default: "run-wins" } }));
    expect(read).toMatchObject({ content: { milestone: "9007199254740993" } });
  });

  test.each([
    ["letters that are no base64", "%%%"],
    ["nothing", ""],
    ["bytes that are not deflated", Buffer.from("{}").toString("base64url")],
    ["no JSON", packed("context: 1")],
    ["no context", packed({ policies: { default: "unite" } })],
    ["nothing", packed(null)],
    ["a list", packed([])],
    ["policies that are text", packed({ context: "{}", policies: "unite" })],
    ["no policies", packed({ context: "{}" })],
    ["an unknown policy", packed({ context: "{}", policies: { default: "both" } })],
    [
      "a policy for an unknown kind",
      packed({ context: "{}", policies: { default: "unite", test: "unite" } }),
    ],
    ["a few letters that stand for very many", packed(" ".repeat(1_000_000))],
  ])("of %s is refused as broken", async (_, broken) => {
    expect(await readLink(broken)).toEqual({ refused: "broken" });
  });

  test("that is cut off anywhere is refused, never half read", async () => {
    const made = await written(link);
    for (let length = 0; length < made.length; length += 7)
      expect(await readLink(made.slice(0, length))).toEqual({ refused: "broken" });
  });

  test("of a context with faults tells them", async () => {
    const read = await readLink(packed({ context: '{"relase":1}', policies: { default: "unite" } }));
    expect(read).toMatchObject({ faults: [{ message: expect.stringContaining("relase") }] });
  });

  test("has a largest length, when it is made and when it is opened", async () => {
    const random = (length: number) => Buffer.from(crypto.getRandomValues(new Uint8Array(length)));
    const rules = Array.from({ length: 60 }, () => ({
      when: { name: [random(100).toString("hex")] },
      remove: { program: true as const },
    }));
    const tooLong = { refused: "too-long", length: expect.any(Number), most: longestLink };
    expect(await writeLink({ ...link, content: { rules } })).toEqual(tooLong);
    expect(await readLink("A".repeat(longestLink + 1))).toEqual(tooLong);
  });
});

describe("the page", () => {
  const typed: PageState = { ...firstState, context: { ...firstState.context, program: "7" } };

  test("shows what a link says, and puts back what stood there before", async () => {
    const opened = linkOpened(typed, link);
    expect(opened.context).toEqual(formOfContent(link.content));
    expect(opened.policies).toEqual(link.policies);
    expect(undoFilling(opened)).toMatchObject({ context: typed.context, policies: typed.policies });
  });

  test.each([
    [{ refused: "broken" } as const, "context-link.open.broken"],
    [{ refused: "too-long", length: 9, most: 8 } as const, "context-link.open.too-long"],
  ])("keeps the form where a link is %j", (read, text) => {
    const refused = linkOpened(typed, read);
    expect(refused.context).toBe(typed.context);
    expect(refused.contextNotice).toMatchObject({ kind: "link-refused", text });
    expect(linkTooLong(typed, { refused: "too-long", length: 9, most: 8 }).context).toBe(typed.context);
  });

  test("would lose what was typed, until it is opened, saved or sent", () => {
    const opened = linkOpened(typed, link);
    const changed = { ...opened, context: { ...opened.context, program: "8" } };
    expect([firstState, typed, opened, changed, contextSaved(changed)].map(isUnsaved)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(isUnsaved(undoFilling(opened))).toBe(true);
  });

  test("shows a link that was made for as long as the form says the same", () => {
    const { context, policies } = typed;
    const made: PageState = { ...typed, contextLink: { address: "https://page/#", context, policies } };
    expect(shownLink(made)).toBe("https://page/#");
    expect(shownLink({ ...made, context: { ...context } })).toBeUndefined();
    expect(shownLink({ ...made, policies: { default: "unite" } })).toBeUndefined();
  });
});
