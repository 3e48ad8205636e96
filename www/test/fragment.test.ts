/** The fragment of the page's address. */

import { expect, test } from "vitest";
import { readFragment, writeFragment } from "../src/fragment.js";

test.each([
  ["", { step: "reports" }],
  ["#", { step: "reports" }],
  ["#submit", { step: "submit" }],
  ["#nowhere", { step: "reports" }],
  ["#token=0aF", { step: "reports", token: "0aF" }],
  ["#check&token=0aF", { step: "check", token: "0aF" }],
  ["#token=0aF&check", { step: "check", token: "0aF" }],
  ["#check&token=", { step: "check" }],
  ["#check&token=a%20b", { step: "check" }],
])('"%s" says %j', (hash, said) => {
  expect(readFragment(hash)).toEqual(said);
});

test("what is written is read back", () => {
  const said = { step: "follow", token: "abc" } as const;
  expect(readFragment(writeFragment(said))).toEqual(said);
  expect(writeFragment({ step: "follow" })).toBe("#follow");
});
