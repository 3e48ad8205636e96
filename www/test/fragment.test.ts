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
  ["#reports&run=7", { step: "reports", run: 6 }],
  ["#reports&run=7&token=0aF", { step: "reports", run: 6, token: "0aF" }],
  ["#check&run=7", { step: "check" }],
  ["#reports&run=0", { step: "reports" }],
  ["#reports&run=x", { step: "reports" }],
  ["#context&link=aB-_", { step: "context", link: "aB-_" }],
  ["#link=aB&token=0aF", { step: "context", link: "aB", token: "0aF" }],
  ["#reports&run=7&link=aB", { step: "context", link: "aB" }],
  ["#link=%C3%A4=", { step: "context", link: "%C3%A4=" }],
  ["#link=", { step: "context", link: "" }],
  ["#check&token=a%20b", { step: "check" }],
])('"%s" says %j', (hash, said) => {
  expect(readFragment(hash)).toEqual(said);
});

test("what is written is read back", () => {
  for (const said of [
    { step: "follow", token: "abc" },
    { step: "context", link: "aB-_", token: "abc" },
    { step: "reports", run: 0 },
    { step: "reports", run: 999_999, token: "abc" },
  ] as const)
    expect(readFragment(writeFragment(said))).toEqual(said);
  expect(writeFragment({ step: "follow" })).toBe("#follow");
});
