import { after, before, describe, it } from "node:test";

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
