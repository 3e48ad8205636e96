import assert from "node:assert/strict";

let attempts = 0;

describe("calculator", () => {
  it("adds", function () {
    this.test["octane.backlog_item"] = [1521, 1522];
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

  it.skip("prints", () => {});

  it("stores");

  it("wakes up", function () {
    this.retries(2);
    attempts += 1;
    assert.equal(attempts, 2);
  });
});

describe("broken before", () => {
  before(() => {
    throw new TypeError("no battery");
  });
  it("is let down", () => {});
  describe("deeper", () => {
    it("is let down, too", () => {});
  });
});

describe("broken after", () => {
  after(() => {
    throw new TypeError("no brake");
  });
  it("goes well", () => {});
});
