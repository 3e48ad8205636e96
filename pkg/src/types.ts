/** The data that goes in and comes out. The Rust core has the same types; a test holds the two against each other. */

/** How much a {@link Diagnostic} matters: `error` refuses, `warning` changes or doubts, `info` tells. */
export type Severity = "error" | "warning" | "info";

/** One finding about one place of one input. */
export interface Diagnostic {
  /** Errors refuse; with anything less the work goes on. */
  severity: Severity;
  /** Stable code: the W3C's for schema rules (`cvc-complex-type.2.4.a`), kebab-case of our own otherwise. */
  code: string;
  /** One sentence without a full stop. */
  message: string;
  /** Name of the input, where there are several. */
  file?: string;
  /** Line, counted from 1. Absent for findings about no document. */
  line?: number;
  /** Column in code points, counted from 1. */
  column?: number;
  /** Byte offset in the UTF-8 form of the document, counted from 0. */
  offset?: number;
  /** Path with indexes, such as `/test_result/test_runs/test_run[3]/@duration`; empty where there is none. */
  path: string;
  /** What stands there. */
  found?: string;
  /** What may stand there, in the order of the schema. */
  expected?: string[];
  /** The next step. */
  help?: string;
  /** Where the schema has the rule. */
  schemaPlace?: SchemaPlace;
  /** Edits that settle the finding. */
  fix?: Fix;
}

/** Where a schema component is declared. */
export interface SchemaPlace {
  /** Location of the schema document, as it was given. */
  location: string;
  /** Line, counted from 1. */
  line: number;
  /** Column in code points, counted from 1. */
  column: number;
  /** Byte offset in the UTF-8 form of the schema document, counted from 0. */
  offset: number;
  /** The component in words, such as `type "string255"`. */
  component: string;
}

/** What settles a finding: edits of the document, which do not overlap, or another value of an option. */
export interface Fix {
  /** What the fix does, in one line. */
  description: string;
  /** In order of offset. Empty where an option is to be changed. */
  edits: Edit[];
  /** Whether it keeps all that the document says and guesses nothing. */
  safe: boolean;
  /** The option of `convert` that is to be changed. */
  option?: {
    /** Its name, with dots between steps: `linkPolicy.release`. */
    name: string;
    /** What it is to be. */
    value: string;
  };
}

/** Text in the place of other text; {@link applyEdits} puts it there. */
export interface Edit {
  /** Where the other text begins: bytes of the document's UTF-8 form, counted from 0. */
  offset: number;
  /** How long it is, in bytes of the same form; 0 where text is only added. */
  length: number;
  /** What comes in its place; empty where text is only removed. */
  text: string;
}

/** An Octane entity id; a string where it is beyond 2^53 - 1. */
export type EntityId = number | string;

/** The links of a report or a run. */
export interface Links {
  /** Test suite, and the name of the suite run that gathers the results. */
  suite?: {
    /** Id of the test suite. */
    id: EntityId;
    /** Name of the suite run, up to 255 characters. Default: Octane takes the suite's own name. */
    externalRunId?: string;
    /** Up to 255 characters. The schema has it; what Octane makes of it is not documented. */
    component?: string;
  };
  /** Program, by its id. */
  program?: EntityId;
  /** Release. Octane wants one where a suite or a milestone is given. */
  release?: ReleaseReference;
  /** Milestone, by its id. */
  milestone?: EntityId;
  /** Stories, features, defects, epics. */
  backlogItems?: EntityId[];
  /** Application modules. */
  productAreas?: EntityId[];
  /** Level, type, tool and framework of the tests. */
  testFields?: TestField[];
  /** Where the runs took place. */
  environment?: Taxonomy[];
}

/** A release by its id or its name. */
export type ReleaseReference =
  | {
      /** Id of the release. */
      id: EntityId;
    }
  | {
      /** Up to 255 characters; `_default_` is the workspace's default release (`{ "default": true }` in context files). */
      name: string;
    };

/** A characteristic of a test. */
export interface TestField {
  /** Which of the four: Octane's lists for tests have these names. */
  type: "Test_Level" | "Test_Type" | "Testing_Tool_Type" | "Framework";
  /** One of the workspace's list values, by name. */
  value: string;
}

/** A part of the environment, such as `Browser` and `Chrome`. */
export interface Taxonomy {
  /** Name of the kind, 1 to 255 characters: a root of the taxonomy tree of the workspace, such as `Browser`. */
  type: string;
  /** Name of the value, 1 to 255 characters, such as `Chrome`. */
  value: string;
}

/** The build that produced the runs. It must be known to Octane. */
export interface Build {
  /** The CI server, by the id under which Octane knows it; 1 to 255 characters. */
  serverId: string;
  /** The job or pipeline on that server; 1 to 255 characters. */
  jobId: string;
  /** The same for people, 1 to 255 characters. */
  jobName?: string;
  /** The build of the job; 1 to 255 characters. */
  buildId: string;
  /** The same for people, 1 to 255 characters. */
  buildName?: string;
  /** Up to 255 characters. The schema has it; what Octane makes of it is not documented. */
  subType?: string;
  /** Up to 255 characters; not in schemas before 2025, which refuse it. */
  artifactId?: string;
}

/** What holds for a whole report. */
export interface Context extends Links {
  /** Stands on the report only: a payload is of one build. */
  build?: Build;
}

/** A kind of link. */
export type LinkKind = keyof Links;

/**
 * Who wins where the report and a run both have a link of one kind. `unite` is for kinds with several values only;
 * for the others it means `run-wins`.
 */
export type LinkPolicy = "run-wins" | "report-wins" | "unite" | "refuse";

/** Bytes or text, whole or as a stream. Text is taken as it is, whatever encoding it declares. */
export type Content = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * A report and the name that diagnostics call it by. It may be packed: a gzip file is read as what it holds; of a zip archive
 * each report is an input of its own, called `name/entry`. The content tells, not the name.
 */
export interface Input {
  /** As diagnostics call it; a path, where it has one. */
  name: string;
  /** Read once, chunk by chunk; a stream that fails ends the conversion with its error. */
  content: Content;
  /** Whether it may be something else than a report, which is then left out and counted, and no error. Default: false. */
  optional?: boolean;
}

/** What stands in the place of what XML does not allow; text that XML allows. */
export interface IllegalCharacters {
  /** For each character. Default: U+FFFD. */
  character?: string;
  /** For each ANSI escape sequence as a whole. Default: nothing. */
  escapeSequence?: string;
}

/** Bounds for what is unpacked from gzip files and zip archives. Nothing of it is held in memory or written anywhere. */
export interface UnpackLimits {
  /** Entries of one archive. Default: 100,000. */
  entries?: number;
  /** Bytes of one entry, or of one gzip file, unpacked. Default: 4 GiB. */
  entryBytes?: number;
  /** Bytes of all entries of one archive, unpacked. Default: 16 GiB. */
  totalBytes?: number;
  /** How many times larger than packed an entry of more than 64 MiB may be. Default: 500. */
  ratio?: number;
}

/** One report as it was read. `cases` = `runs` + `dropped`, and the statuses add up to `runs`. */
export interface ConvertedInput {
  /** Name of the input; of an entry of an archive `name/entry`. */
  file: string;
  /** The format by its name, such as `junit`; `zip` for an archive, `unknown` for what is no report. */
  format: string;
  /** Test cases in the report. */
  cases: number;
  /** Runs that came of them. */
  runs: number;
  /** Cases that did not become a run; each is named in a diagnostic. */
  dropped: number;
  /** The runs by status. */
  statuses: Record<"passed" | "skipped" | "failed" | "planned", number>;
  /** How many diagnostics of each code there are about this report, those that were not kept included. */
  codes: Record<string, number>;
}

/** One payload of at most 1000 runs. */
export interface Part {
  /** Counted from 0. */
  index: number;
  /** Runs in it, at most 1000, as the documentation asks. */
  runs: number;
  /** The payload, exactly as it was validated and as it is to be sent. */
  bytes: Uint8Array;
  /** Of the bytes, in hexadecimal. */
  sha256: string;
  /** Whether the schema accepts it. */
  valid: boolean;
  /** What the schema says, with places in `bytes`. */
  diagnostics: Diagnostic[];
  /**
   * Where the case of each run stands, where a conversion is asked for it: four numbers for each, the position of its report
   * among `inputs`, line, column, and offset, as in a {@link Diagnostic}; a line of 0 where it has no place.
   */
  origins?: Float64Array;
}

/**
 * Where a link comes from. On the report's level the later goes before the earlier: `report`, `context-file`, `options`; on
 * the run's level likewise: `test` (what the report says of it), `property`, `rule`. Between the levels the policy decides.
 */
export interface LinkSource {
  /** Who says it. */
  kind: "report" | "test" | "property" | "context-file" | "rule" | "options";
  /** Name of the rule, or of the property. */
  name?: string;
  /** The report or the context file. */
  file?: string;
  /** Line in `file`, counted from 1; absent where it has no place. */
  line?: number;
  /** Column in code points, counted from 1. */
  column?: number;
  /** Byte offset in the UTF-8 form of the file, counted from 0. */
  offset?: number;
}

/** Runs that have a link of the kind that the report has another of. */
export interface Conflict {
  /** What is linked to, such as `release`. */
  kind: LinkKind;
  /** What the report's level has, in words. */
  report: string;
  /** Where the report has it from. */
  reportSource: LinkSource;
  /** What the runs have, in words. */
  run: string;
  /** Where the first of them has it from. */
  runSource: LinkSource;
  /** What both together are, in words; only of kinds with several values. */
  united?: string;
  /** How it was settled. */
  policy: LinkPolicy;
  /** How many runs. */
  runs: number;
  /** Where the first of them stands. */
  file: string;
  /** Line, counted from 1; absent where it has no place. */
  line?: number;
  /** Column in code points, counted from 1. */
  column?: number;
  /** Byte offset in the UTF-8 form of the report, counted from 0. */
  offset?: number;
}

/** How many tests a rule chose. */
export interface RuleAccount {
  /** Its name, or its number, counted from 1. */
  name: string;
  /** Tests, those included that a policy refused and those that gave way to another run of the same test. */
  tests: number;
}

/** Where the core's wasm can come from. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module;
