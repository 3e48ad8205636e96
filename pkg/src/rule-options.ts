/** The rules of the documentation by name, and how much each matters. */

/**
 * A rule of the documentation: what it asks and the schema does not say. Its name is the code of its findings;
 * `docs/context.md` of the repository says what each means.
 */
export type RuleName =
  | "too-many-tests"
  | "duplicate-test"
  | "duplicate-payload"
  | "suite-without-release"
  | "milestone-without-release"
  | "build-with-suite"
  | "test-field-twice"
  | "failed-without-error"
  | "error-on-passed"
  | "started-in-seconds"
  | "names-differ-in-case"
  | "id-not-positive"
  | "undeclared-element";

/** How much rules matter; a rule that is not named keeps its own severity. */
export type RuleSeverities = Partial<Record<RuleName, "error" | "warning" | "info" | "off">>;
