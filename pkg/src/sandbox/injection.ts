/**
 * What happens to a payload after it was accepted: references are looked up, runs come to be or not, messages are
 * written. Pure: a payload and a catalogue in, an outcome out.
 *
 * Known of Octane: an unresolved reference ends in `failed` without the run, or, with skip-errors, in `warning` with
 * the run but without the link; the texts about a build and about a suite without a release. All else is sandbox
 * behaviour, not verified against Octane, and is named in {@link Injection.unverified}.
 */

import type { Build, EntityId, Links, Taxonomy, TestField } from "../types.js";
import type { Catalogue, Entity } from "./catalogue.js";
import { openQuestions, testOf } from "./open-questions.js";
import type { Payload, ReportedRun } from "./payload.js";

/** Status words in which a task ends. */
export type FinalStatus = "success" | "warning" | "failed";

/** A run that came to be, with the links that it really has. */
export interface InjectedRun extends ReportedRun {
  /** As the report has it. */
  build?: Build;
  /** The report's and its own; of a kind that stands on both the run's, since the documentation leaves it open. */
  links: Links;
}

/** What came of a payload. */
export interface Injection {
  /** In which the task ends. */
  status: FinalStatus;
  /** One line per thing that is wrong. */
  messages: string[];
  /** Those that came to be: without `skip-errors` none of a payload whose context has a fault, and no run with one of its own. */
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
const OTHER_VALUES = "what becomes of unknown environment and test field values";

/** Injects a payload into a workspace. */
export function inject(payload: Payload, catalogue: Catalogue, rules: InjectionRules): Injection {
  const { build, ...links } = payload.context;
  const common = [...buildFaults(build, catalogue, rules), ...linkFaults(links, "", catalogue, rules)];
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
  const isMixed = faults.length > 0 && created > 0 && !rules.skipErrors;
  if (isMixed) told.push("status where only some runs are wrong");
  return [...new Set([...told, ...openQuestions(payload)])];
}

function judgeRun(reported: ReportedRun, { context }: Payload, catalogue: Catalogue, rules: InjectionRules) {
  const { build, ...common } = context;
  const own = reported.links ?? {};
  // The run's own links before the report's: one of the readings that the reference leaves open.
  const links = { ...common, ...own };
  const faults = [
    ...linkFaults(own, ` of test run ${testOf(reported)}`, catalogue, rules),
    ...suiteFaults(links),
  ];
  const known = build !== undefined && isKnownBuild(build, catalogue) ? { build } : {};
  const run: InjectedRun = { ...reported, ...known, links: resolvedLinks(links, catalogue, rules) };
  return { run, faults };
}

function buildFaults(
  build: Build | undefined,
  catalogue: Catalogue,
  { skipErrors }: InjectionRules,
): Fault[] {
  if (build === undefined || isKnownBuild(build, catalogue)) return [];
  const { serverId, jobId, buildId } = build;
  const message = `Build reference {server: ${serverId}; build_type: ${jobId}; build_sid: ${buildId}} not resolved`;
  return [skipErrors ? { message, unverified: "an unresolved build with skip-errors=true" } : { message }];
}

function isKnownBuild(build: Build, { builds }: Catalogue): boolean {
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
  const fault = (unverified: string) => (missing: Missing) => ({
    message: inWords(missing, place),
    unverified,
  });
  return [
    ...missingEntities(links, catalogue).map(fault(OTHER_TEXTS)),
    ...missingValues(links, catalogue, rules).map(fault(OTHER_VALUES)),
  ];
}

function inWords({ kind, reference }: Missing, place: string): string {
  return `${kind} reference {${reference}}${place} not resolved`;
}

interface Missing {
  kind: string;
  reference: string;
}

function missingEntities(links: Links, catalogue: Catalogue): Missing[] {
  const missing = (kind: string, ids: (EntityId | undefined)[] | undefined, entities: Entity[]) =>
    (ids ?? []).flatMap((id) =>
      id === undefined || has(entities, id) ? [] : [{ kind, reference: `id: ${id}` }],
    );
  return [
    ...missing("Suite", [links.suite?.id], catalogue.testSuites),
    ...missing("Program", [links.program], catalogue.programs),
    ...missingRelease(links, catalogue),
    ...missing("Milestone", [links.milestone], catalogue.milestones),
    ...missing("Backlog item", links.backlogItems, catalogue.workItems),
    ...missing("Application module", links.productAreas, catalogue.productAreas),
  ];
}

function missingRelease({ release }: Links, catalogue: Catalogue): Missing[] {
  if (release === undefined || findRelease(release, catalogue) !== undefined) return [];
  const reference = "id" in release ? `id: ${release.id}` : `name: ${release.name}`;
  return [{ kind: "Release", reference }];
}

function missingValues(links: Links, catalogue: Catalogue, rules: InjectionRules): Missing[] {
  if (rules.unknownValues === "accepted") return [];
  const missing = (
    kind: string,
    values: (TestField | Taxonomy)[] | undefined,
    known: Record<string, string[]>,
  ) =>
    (values ?? [])
      .filter((one) => !hasValue(known, one))
      .map(({ type, value }) => ({ kind, reference: `type: ${type}; value: ${value}` }));
  return [
    ...missing("Test field", links.testFields, catalogue.testFields),
    ...missing("Taxonomy", links.environment, catalogue.taxonomies),
  ];
}

/** The links without those that lead nowhere. */
function resolvedLinks(links: Links, catalogue: Catalogue, rules: InjectionRules): Links {
  const isKnown = (known: Record<string, string[]>) => (one: TestField | Taxonomy) =>
    rules.unknownValues === "accepted" || hasValue(known, one);
  const { program, milestone, backlogItems, productAreas, testFields, environment } = links;
  return {
    ...resolvedSuite(links, catalogue),
    ...(program !== undefined && has(catalogue.programs, program) ? { program } : {}),
    ...(milestone !== undefined && has(catalogue.milestones, milestone) ? { milestone } : {}),
    backlogItems: (backlogItems ?? []).filter((id) => has(catalogue.workItems, id)),
    productAreas: (productAreas ?? []).filter((id) => has(catalogue.productAreas, id)),
    testFields: (testFields ?? []).filter(isKnown(catalogue.testFields)),
    environment: (environment ?? []).filter(isKnown(catalogue.taxonomies)),
  };
}

/** The release by its id, and the suite, which needs one. */
function resolvedSuite({ suite, release }: Links, catalogue: Catalogue): Pick<Links, "suite" | "release"> {
  const found = release === undefined ? undefined : findRelease(release, catalogue);
  if (found === undefined) return {};
  const isKnown = suite !== undefined && has(catalogue.testSuites, suite.id);
  return { release: { id: Number(found.id) }, ...(isKnown ? { suite } : {}) };
}

/** `_default_` is the default release of the workspace. */
function findRelease(release: NonNullable<Links["release"]>, catalogue: Catalogue): Entity | undefined {
  if ("id" in release) return catalogue.releases.find(({ id }) => id === String(release.id));
  if (release.name === "_default_")
    return catalogue.releases.find(({ id }) => id === catalogue.defaultRelease);
  return catalogue.releases.find(({ name }) => name === release.name);
}

function has(entities: Entity[], id: EntityId): boolean {
  return entities.some((entity) => entity.id === String(id));
}

function hasValue(known: Record<string, string[]>, { type, value }: TestField | Taxonomy): boolean {
  return Object.hasOwn(known, type) && known[type]?.includes(value) === true;
}
