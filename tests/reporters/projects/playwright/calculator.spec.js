import { expect, test } from "@playwright/test";

test.describe("calculator", () => {
  test("adds", {
    annotation: { type: "octane.backlog_item", description: "1521, 1522" },
    tag: "@fast",
  }, () => {
    expect(1 + 1).toBe(2);
  });

  test.describe("memory", () => {
    test("recalls", () => {
      test.info().annotations.push({ type: "octane.release", description: "Winter 2026" });
      expect(1).toBe(2);
    });
  });

  for (const by of [2, 3]) {
    test(`divides by ${by}`, () => expect(6 % by).toBe(0));
  }

  test("prints", () => test.skip(true, "no paper"));

  test("fails as it should", () => {
    test.fail();
    expect(1).toBe(2);
  });
});

test.describe("alarm", () => {
  test.describe.configure({ retries: 2 });
  test("wakes up", ({}, { retry }) => {
    expect(retry).toBe(1);
  });
});

test.describe("broken before", () => {
  test.beforeAll(() => {
    throw new TypeError("no battery");
  });
  test("is let down", () => {});
  test("is let down, too", () => {});
});

test.describe("broken after", () => {
  test.afterAll(() => {
    throw new TypeError("no brake");
  });
  test("goes well", () => {});
});
