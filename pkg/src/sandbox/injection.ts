/**
 * What happens to a payload after it was accepted: references are looked up, runs come to be or not, messages are
 * written. Pure: a payload and a catalogue in, an outcome out.
 *
 * Known of Octane: an unresolved reference ends in `failed` without the run, or, with skip-errors, in `warning` with
 * the run but without the link; the texts about a build and about a suite without a release. All else is sandbox
 * behaviour, not verified against Octane, and is named in {@link Injection.unverified}.
 */

import type { Catalogue, Entity } from "./catalogue.js";
import type { BuildContext, Links, Payload, ReportedRun, TypedValue } from "./payload.js";

/** Status words in which a task ends. */
export type FinalStatus = "success" | "warning" | "failed";

/** A run that came to be, with the links that it really has. */
export interface InjectedRun extends ReportedRun {
  build?: BuildContext;
}

/** What came of a payload. */
export interface Injection {
  status: FinalStatus;
  /** One line per thing that is wrong. */
  messages: string[];
  runs: InjectedRun[];
  /** Which parts of the outcome the reference does not settle. */
  unverified: string[];
}

/** How strictly references are taken. */
export interface InjectionRules {
  /** The request's `skip-errors`. */
  skipErrors: boolean;
  /** Whether environment and test field values outside the catalogue are unresolved or taken as they are. */
  unknownValues: "unresolved" | "accepted";
}

interface Fault {
  message: string;
  unverified?: string;
}

const OTHER_TEXTS = "texts of messages other than those about builds and suites";

/** Injects a payload into a workspace. */
export function inject(payload: Payload, catalogue: Catalogue, rules: InjectionRules): Injection {
  const common = [
    ...buildFaults(payload.build, catalogue, rules),
    ...linkFaults(payload.links, "", catalogue, rules),
  ];
  const judged = payload.runs.map((run) => judgeRun(run, payload, catalogue, rules));
  const faults = [...common, ...judged.flatMap((run) => run.faults)];
  const created = judged.filter(
    (run) => rules.skipErrors || (common.length === 0 && run.faults.length === 0),
  );
  return {
    status: finalStatus(faults, rules),
    messages: [...new Set(faults.map(({ message }) => message))],
    runs: created.map(({ run }) => run),
    unverified: unverified(payload, faults, created.length, rules),
  };
}

function finalStatus(faults: Fault[], { skipErrors }: InjectionRules): FinalStatus {
  if (faults.length === 0) return "success";
  return skipErrors ? "warning" : "failed";
}

function unverified(payload: Payload, faults: Fault[], created: number, rules: InjectionRules): string[] {
  const told = faults.flatMap((fault) => fault.unverified ?? []);
  if (faults.length > 0 && created > 0 && !rules.skipErrors)
    told.push("status where only some runs are wrong");
  if (payload.build !== undefined && payload.links.suite !== undefined)
    told.push("build and suite_ref together");
  return [...new Set(told)];
}

function judgeRun(reported: ReportedRun, payload: Payload, catalogue: Catalogue, rules: InjectionRules) {
  const links = effectiveLinks(payload.links, reported.links);
  const faults = [
    ...linkFaults(reported.links, ` of test run ${identity(reported)}`, catalogue, rules),
    ...suiteFaults(links),
  ];
  const build =
    payload.build !== undefined && isKnownBuild(payload.build, catalogue) ? payload.build : undefined;
  const run: InjectedRun = { ...reported, links: resolvedLinks(links, catalogue, rules) };
  return { run: build === undefined ? run : { ...run, build }, faults };
}

function identity(run: ReportedRun): string {
  return `{module: ${run.module}; package: ${run.package}; class: ${run.class}; name: ${run.name}}`;
}

/** The run's own links before the report's: one of the readings that the reference leaves open. */
function effectiveLinks(report: Links, run: Links): Links {
  const pick = <T>(own: T[], common: T[]): T[] => (own.length > 0 ? own : common);
  return {
    ...report,
    ...run,
    backlogItems: pick(run.backlogItems, report.backlogItems),
    modules: pick(run.modules, report.modules),
    testFields: pick(run.testFields, report.testFields),
    environment: pick(run.environment, report.environment),
  };
}

function buildFaults(
  build: BuildContext | undefined,
  catalogue: Catalogue,
  { skipErrors }: InjectionRules,
): Fault[] {
  if (build === undefined || isKnownBuild(build, catalogue)) return [];
  const { serverId, jobId, buildId } = build;
  const message = `Build reference {server: ${serverId}; build_type: ${jobId}; build_sid: ${buildId}} not resolved`;
  return [skipErrors ? { message, unverified: "an unresolved build with skip-errors=true" } : { message }];
}

function isKnownBuild(build: BuildContext, { builds }: Catalogue): boolean {
  return builds.some(
    ({ serverId, jobId, buildId }) =>
      serverId === build.serverId && jobId === build.jobId && buildId === build.buildId,
  );
}

function suiteFaults(links: Links): Fault[] {
  if (links.suite === undefined || links.release !== undefined) return [];
  return [{ message: "No release is found for test result injection into suite" }];
}

function linkFaults(links: Links, place: string, catalogue: Catalogue, rules: InjectionRules): Fault[] {
  const named = [...missingEntities(links, catalogue), ...missingValues(links, catalogue, rules)];
  return named.map(({ kind, reference }) => ({
    message: `${kind} reference {${reference}}${place} not resolved`,
    unverified: OTHER_TEXTS,
  }));
}

interface Missing {
  kind: string;
  reference: string;
}

function missingEntities(links: Links, catalogue: Catalogue): Missing[] {
  const missing = (kind: string, ids: (string | undefined)[], entities: Entity[]) =>
    ids.flatMap((id) => (id === undefined || has(entities, id) ? [] : [{ kind, reference: `id: ${id}` }]));
  return [
    ...missing("Suite", [links.suite?.id], catalogue.testSuites),
    ...missing("Program", [links.program], catalogue.programs),
    ...missingRelease(links, catalogue),
    ...missing("Milestone", [links.milestone], catalogue.milestones),
    ...missing("Backlog item", links.backlogItems, catalogue.workItems),
    ...missing("Application module", links.modules, catalogue.productAreas),
  ];
}

function missingRelease({ release }: Links, catalogue: Catalogue): Missing[] {
  if (release === undefined || findRelease(release, catalogue) !== undefined) return [];
  const reference = "id" in release ? `id: ${release.id}` : `name: ${release.name}`;
  return [{ kind: "Release", reference }];
}

function missingValues(links: Links, catalogue: Catalogue, rules: InjectionRules): Missing[] {
  if (rules.unknownValues === "accepted") return [];
  const missing = (kind: string, values: TypedValue[], known: Record<string, string[]>) =>
    values.flatMap((one) =>
      hasValue(known, one) ? [] : [{ kind, reference: `type: ${one.type}; value: ${one.value}` }],
    );
  return [
    ...missing("Test field", links.testFields, catalogue.testFields),
    ...missing("Taxonomy", links.environment, catalogue.taxonomies),
  ];
}

function resolvedLinks(links: Links, catalogue: Catalogue, rules: InjectionRules): Links {
  const { suite, program, release, milestone } = links;
  const isKnown = (known: Record<string, string[]>) => (one: TypedValue) =>
    rules.unknownValues === "accepted" || hasValue(known, one);
  const found = release === undefined ? undefined : findRelease(release, catalogue);
  return {
    ...(suite !== undefined && found !== undefined && has(catalogue.testSuites, suite.id) ? { suite } : {}),
    ...(program !== undefined && has(catalogue.programs, program) ? { program } : {}),
    ...(found === undefined ? {} : { release: { id: found.id } }),
    ...(milestone !== undefined && has(catalogue.milestones, milestone) ? { milestone } : {}),
    backlogItems: links.backlogItems.filter((id) => has(catalogue.workItems, id)),
    modules: links.modules.filter((id) => has(catalogue.productAreas, id)),
    testFields: links.testFields.filter(isKnown(catalogue.testFields)),
    environment: links.environment.filter(isKnown(catalogue.taxonomies)),
  };
}

/** `_default_` is the default release of the workspace. */
function findRelease(release: NonNullable<Links["release"]>, catalogue: Catalogue): Entity | undefined {
  if ("id" in release) return catalogue.releases.find(({ id }) => id === release.id);
  if (release.name === "_default_")
    return catalogue.releases.find(({ id }) => id === catalogue.defaultRelease);
  return catalogue.releases.find(({ name }) => name === release.name);
}

function has(entities: Entity[], id: string): boolean {
  return entities.some((entity) => entity.id === id);
}

function hasValue(known: Record<string, string[]>, { type, value }: TypedValue): boolean {
  return Object.hasOwn(known, type) && known[type]?.includes(value) === true;
}
