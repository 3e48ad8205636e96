jest.retryTimes(2);

let attempts = 0;

test("wakes up", () => {
  attempts += 1;
  expect(attempts).toBe(2);
});
