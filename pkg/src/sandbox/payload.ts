/** What the sandbox reads from a payload: the links and the runs, without any XML. */

/** An identifier as the payload has it; a text, because `xs:long` is wider than a JavaScript number. */
export type Id = string;

/** The links of a report or of a run; absent where the payload has none of that kind. */
export interface Links {
  suite?: { id: Id; externalRunId?: string };
  program?: Id;
  release?: { id: Id } | { name: string };
  milestone?: Id;
  backlogItems: Id[];
  modules: Id[];
  testFields: TypedValue[];
  environment: TypedValue[];
}

/** A test field, or a taxonomy. */
export interface TypedValue {
  type: string;
  value: string;
}

/** A build of a CI server's job, as the payload names it. */
export interface BuildContext {
  serverId: string;
  jobId: string;
  buildId: string;
}

/** One reported run, plain or gherkin. */
export interface ReportedRun {
  module: string;
  package: string;
  class: string;
  name: string;
  /** Name of the run; absent where it is the test's. */
  runName?: string;
  status: string;
  /** Milliseconds. */
  duration: number;
  /** Milliseconds since 1970, where the payload says it. */
  started?: number;
  links: Links;
}

/** A whole payload. */
export interface Payload {
  build?: BuildContext;
  links: Links;
  runs: ReportedRun[];
}

/** No links. */
export function noLinks(): Links {
  return { backlogItems: [], modules: [], testFields: [], environment: [] };
}
