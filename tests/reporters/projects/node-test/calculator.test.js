import assert from "node:assert/strict";
import { describe, it, test } from "node:test";

describe("calculator", () => {
  it("adds", (t) => {
    t.diagnostic("octane.backlog_item=1521, 1522");
    t.diagnostic("octane.environment.Browser=Chrome");
    assert.equal(1 + 1, 2);
  });

  describe("memory", () => {
    it("recalls [octane.release=Winter 2026] @slow", () => {
      assert.equal(1, 2);
    });
  });

  for (const by of [2, 3]) {
    it(`divides by ${by}`, () => assert.equal(6 % by, 0));
  }

  it("prints", { skip: "no paper" }, () => {});

  it("stores", { todo: true }, () => {
    assert.equal(1, 2);
  });
});

test("steps", async (t) => {
  await t.test("first", () => {});
  await t.test("second", () => {
    throw new RangeError("too far");
  });
});
