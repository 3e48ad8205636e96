/**
 * @octane.release 1101
 */
describe("calculator", () => {
  test("adds [octane.backlog_item=1521, 1522]", () => {
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

  test.todo("stores");
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
