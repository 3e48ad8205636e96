/** The flags that link every run of the reports: the vendor's names where its collection tool has them. */

import { type Command, InvalidArgumentError, Option } from "commander";
import type { Context, Taxonomy, TestField } from "../types.js";
import { usageFailure } from "./failure.js";
import { entityId } from "./numbers.js";

/** The flags as commander gives them. */
export interface ContextFlags {
  context?: string;
  release?: string;
  releaseName?: string;
  releaseDefault?: boolean;
  milestone?: string;
  program?: string;
  suite?: string;
  suiteExternalRunId?: string;
  productArea?: string[];
  backlogItem?: string[];
  field?: TestField[];
  tag?: Taxonomy[];
  buildContextServerId?: string;
  buildContextJobId?: string;
  buildContextBuildId?: string;
  jobName?: string;
  buildName?: string;
  subType?: string;
  artifactId?: string;
}

/** Adds the flags to a command. They are many: a topic of the help shows them. */
export function addContextOptions(command: Command): Command {
  for (const option of contextOptions()) command.addOption(option.hideHelp());
  return command;
}

/** The links that the flags set, which go before those of the `--context` file. */
export function contextOf(flags: ContextFlags): Context {
  const release = releaseOf(flags);
  const suite = suiteOf(flags);
  const build = buildOf(flags);
  return {
    ...(release && { release }),
    ...(suite && { suite }),
    ...(build && { build }),
    ...(flags.milestone !== undefined && { milestone: flags.milestone }),
    ...(flags.program !== undefined && { program: flags.program }),
    ...(flags.productArea && { productAreas: flags.productArea }),
    ...(flags.backlogItem && { backlogItems: flags.backlogItem }),
    ...(flags.field && { testFields: flags.field }),
    ...(flags.tag && { environment: flags.tag }),
  };
}

const NO_RELEASE_TWICE = ["release", "releaseName", "releaseDefault"];

function contextOptions(): Option[] {
  return [
    new Option("--context <file>"),
    ...releaseOptions(),
    new Option("-m, --milestone <id>").argParser(entityId),
    new Option("--program <id>").argParser(entityId),
    new Option("--suite <id>").argParser(entityId),
    new Option("--suite-external-run-id <id>").argParser(text0),
    new Option("-a, --product-area <id>").argParser(each(entityId)),
    new Option("-b, --backlog-item <id>").argParser(each(entityId)),
    new Option("-f, --field <type:value>").argParser(each(testField)),
    new Option("-t, --tag <type:value>").argParser(each(typedValue)),
    ...buildOptions(),
  ];
}

function releaseOptions(): Option[] {
  return [
    new Option("-r, --release <id>").argParser(entityId),
    new Option("--release-name <name>").argParser(text1),
    new Option("--release-default"),
  ].map((option) => option.conflicts(NO_RELEASE_TWICE.filter((name) => name !== option.attributeName())));
}

function buildOptions(): Option[] {
  return [
    new Option("--build-context-server-id <id>").argParser(text1),
    new Option("--build-context-job-id <id>").argParser(text1),
    new Option("--build-context-build-id <id>").argParser(text1),
    new Option("--job-name <name>").argParser(text1),
    new Option("--build-name <name>").argParser(text1),
    new Option("--sub-type <text>").argParser(text0),
    new Option("--artifact-id <id>").argParser(text0),
  ];
}

/** The documentation's name for "the workspace's default release". */
const DEFAULT_RELEASE = "_default_";

function releaseOf(flags: ContextFlags): Context["release"] {
  if (flags.release !== undefined) return { id: flags.release };
  if (flags.releaseName !== undefined) return { name: flags.releaseName };
  return flags.releaseDefault ? { name: DEFAULT_RELEASE } : undefined;
}

function suiteOf({ suite, suiteExternalRunId }: ContextFlags): Context["suite"] {
  if (suite === undefined) {
    if (suiteExternalRunId === undefined) return undefined;
    throw usageFailure("--suite-external-run-id is given without --suite");
  }
  return { id: suite, ...(suiteExternalRunId !== undefined && { externalRunId: suiteExternalRunId }) };
}

function buildOf(flags: ContextFlags): Context["build"] {
  const { buildContextServerId: serverId, buildContextJobId: jobId, buildContextBuildId: buildId } = flags;
  const { jobName, buildName, subType, artifactId } = flags;
  const extra = { jobName, buildName, subType, artifactId };
  if (serverId !== undefined && jobId !== undefined && buildId !== undefined) {
    return { serverId, jobId, buildId, ...present(extra) };
  }
  if (Object.keys(present({ serverId, jobId, buildId, ...extra })).length === 0) return undefined;
  throw usageFailure(
    "a build needs all three of --build-context-server-id, --build-context-job-id and --build-context-build-id",
  );
}

/** The object without the fields that are not set. */
function present<T extends Record<string, string | undefined>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };
}

/** A flag that may be given many times. */
function each<T>(read: (text: string) => T): (text: string, before?: T[]) => T[] {
  return (text, before = []) => [...before, read(text)];
}

const TEST_FIELDS: readonly TestField["type"][] = [
  "Test_Level",
  "Test_Type",
  "Testing_Tool_Type",
  "Framework",
];

function testField(text: string): TestField {
  const { type: name, value } = typedValue(text);
  const type = TEST_FIELDS.find((known) => known === name);
  if (type !== undefined) return { type, value };
  throw new InvalidArgumentError(`Its type is one of ${TEST_FIELDS.join(", ")}.`);
}

/** Split at the first colon: a value may hold more of them. */
function typedValue(text: string): Taxonomy {
  const colon = text.indexOf(":");
  if (colon > 0 && colon < text.length - 1) {
    return { type: text1(text.slice(0, colon)), value: text1(text.slice(colon + 1)) };
  }
  throw new InvalidArgumentError('It takes TYPE:VALUE, such as "Browser:Chrome".');
}

/** The schema's `string255`: 1 to 255 characters. */
function text1(text: string): string {
  if (text === "") throw new InvalidArgumentError("It takes at least one character.");
  return text0(text);
}

/** The schema's `string0_255`: up to 255 characters. */
function text0(text: string): string {
  if ([...text].length <= 255) return text;
  throw new InvalidArgumentError("It takes at most 255 characters.");
}
