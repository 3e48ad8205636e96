/** Failures that belong to no test: they become runs of their own, so that the tests that they take along are not missed. */

import type { EndedTest, ThrownError } from "./ended-test.js";

/** A file that could not be run as a whole: it stands for the tests in it. */
export function failedFile(
  file: string | undefined,
  errors: readonly ThrownError[],
  started?: number,
): EndedTest {
  return {
    file,
    suites: [],
    title: file ?? "error outside of tests",
    attempts: [{ status: "failed", errors, started }],
  };
}

/** A suite of which something failed that is no test, such as a hook. */
export function failedSuite(
  file: string | undefined,
  suites: readonly string[],
  errors: readonly ThrownError[],
): EndedTest {
  return {
    file,
    suites: suites.slice(0, -1),
    title: suites.at(-1) ?? "",
    attempts: [{ status: "failed", errors }],
  };
}

/** An error that a tool tells as text: the message, and below it the stack. */
export function errorInText(text: string): ThrownError {
  const stack = text.search(/\n\s+at /);
  return { message: (stack < 0 ? text : text.slice(0, stack)).trim(), stack: text };
}
