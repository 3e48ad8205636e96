/** What the look-ups of a workspace make of answers. */

import { expect, test } from "vitest";
import { choicesOf, environmentOf } from "../src/catalogue.js";

test("ids may be numbers or text, and an entry without an id is left out", () => {
  const entries = [
    { id: 1101, name: "Autumn" },
    { id: "1102", name: "Winter" },
    { name: "lost" },
    { id: "1103" },
  ];
  expect(choicesOf(entries)).toEqual([
    { id: "1101", name: "Autumn" },
    { id: "1102", name: "Winter" },
    { id: "1103", name: "" },
  ]);
});

test("environment values stand under the category that they belong to", () => {
  const browser = { id: "1", name: "Browser", category: null };
  const nodes = [
    browser,
    { id: "2", name: "Chrome", category: browser },
    { id: "3", name: "Edge", category: browser },
  ];
  expect(environmentOf(nodes)).toEqual({ Browser: ["Chrome", "Edge"] });
});
