import { afterAll, beforeAll, describe, expect, test } from "vitest";

let attempts = 0;

describe("calculator", () => {
  test("adds", async ({ annotate, task }) => {
    await annotate("1521, 1522", "octane.backlog_item");
    task.meta["octane.environment"] = ["Browser:Chrome", "OS:Linux"];
    expect(1 + 1).toBe(2);
  });

  describe("memory", () => {
    test("recalls [octane.release=Winter 2026] @slow", () => {
      expect(1).toBe(2);
    });
  });

  test.each([2, 3])("divides by %i", (by) => {
    expect(6 % by).toBe(0);
  });

  test.skip("prints", () => {});

  test("asks for paper", ({ skip }) => skip("no paper"));

  test.todo("stores");

  test("wakes up", { retry: 2 }, () => {
    attempts += 1;
    expect(attempts).toBe(2);
  });
});

describe("broken before", () => {
  beforeAll(() => {
    throw new TypeError("no battery");
  });
  test("is let down", () => {});
});

describe("broken after", () => {
  afterAll(() => {
    throw new TypeError("no brake");
  });
  test("goes well", () => {});
});
