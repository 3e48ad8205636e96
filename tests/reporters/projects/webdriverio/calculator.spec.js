import assert from "node:assert/strict";

let attempts = 0;

describe("calculator", () => {
  it("adds [octane.backlog_item=1521, 1522]", async () => {
    await browser.url("data:text/html,<title>2</title>");
    assert.equal(await browser.getTitle(), "2");
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
});

describe("broken after", () => {
  after(() => {
    throw new TypeError("no brake");
  });
  it("goes well", () => {});
});
