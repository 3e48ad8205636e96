/**
 * The context form and what it means: the content of a context file, there and back.
 *
 * Nothing of a file is lost: what no control shows is kept beside the form and put back in its place.
 */

import type { EntityId, TestField } from "octane-payload";
import type { ContextContent } from "octane-payload/context-file";
import { type ContextForm, emptyContextForm, isEmptyPair, isFilled, type Pair } from "./context-form.js";
import { keptOf, withKept } from "./kept.js";
import { idOf, releaseOf, suiteOf } from "./link-values.js";
import { ruleContentOf, ruleFormOf } from "./rule-content.js";

/** What the form means; to be asked only of a form without mistakes. */
export function contentOfForm(form: ContextForm): ContextContent {
  return withKept(shownContent(form), form.kept) as ContextContent;
}

/** The form that shows a file's content. */
export function formOfContent(content: ContextContent): ContextForm {
  const rules = (content.rules ?? []).map((rule, index) => ruleFormOf(rule, index + 1));
  const form = { ...shownForm(content), rules };
  return { ...form, kept: keptOf(content, shownContent(form)) };
}

function shownContent(form: ContextForm): ContextContent {
  const release = releaseOf({ by: form.releaseBy, id: form.releaseId, name: form.releaseName });
  const { suiteId: id, suiteRunId: runId, suiteComponent: component } = form;
  return {
    ...(isFilled(form.serverId) && { build: buildOf(form) }),
    ...(isFilled(id.trim()) && { suite: suiteOf({ id, runId, component }) }),
    ...(isFilled(form.program.trim()) && { program: idOf(form.program) }),
    ...(release && { release }),
    ...(isFilled(form.milestone.trim()) && { milestone: idOf(form.milestone) }),
    ...list("backlogItems", filledIds(form.backlogItems)),
    ...list("productAreas", filledIds(form.modules)),
    ...list("testFields", filledPairs(form.testFields) as TestField[]),
    ...list("environment", filledPairs(form.environment)),
    ...list("rules", form.rules.map(ruleContentOf)),
  };
}

function buildOf(form: ContextForm): NonNullable<ContextContent["build"]> {
  const { serverId, jobId, buildId, jobName, buildName, subType, artifactId } = form;
  return {
    serverId,
    jobId,
    ...(isFilled(jobName) && { jobName }),
    buildId,
    ...(isFilled(buildName) && { buildName }),
    ...(isFilled(subType) && { subType }),
    ...(isFilled(artifactId) && { artifactId }),
  };
}

function filledIds(ids: readonly string[]): EntityId[] {
  return ids.filter((id) => isFilled(id.trim())).map(idOf);
}

function filledPairs(pairs: readonly Pair[]): Pair[] {
  return pairs.filter((pair) => !isEmptyPair(pair));
}

/** A field of a list; absent where the list is empty. */
function list<Name extends string, Value>(name: Name, values: Value[]): { [Key in Name]?: Value[] } {
  return values.length > 0 ? ({ [name]: values } as { [Key in Name]: Value[] }) : {};
}

function shownForm(content: ContextContent): ContextForm {
  const { suite, build, release, program, milestone } = content;
  return {
    ...emptyContextForm,
    ...releaseFields(release),
    ...suiteFields(suite),
    ...build,
    program: typed(program),
    milestone: typed(milestone),
    modules: content.productAreas?.map(String) ?? [],
    backlogItems: content.backlogItems?.map(String) ?? [],
    testFields: content.testFields ?? [],
    environment: content.environment ?? [],
  };
}

function releaseFields(release: ContextContent["release"]): Partial<ContextForm> {
  if (release === undefined) return {};
  if ("id" in release) return { releaseBy: "id", releaseId: String(release.id) };
  return "name" in release ? { releaseBy: "name", releaseName: release.name } : { releaseBy: "default" };
}

function suiteFields(suite: ContextContent["suite"]): Partial<ContextForm> {
  if (suite === undefined) return {};
  const { id, externalRunId = "", component = "" } = suite;
  return { suiteId: String(id), suiteRunId: externalRunId, suiteComponent: component };
}

function typed(id: EntityId | undefined): string {
  return id === undefined ? "" : String(id);
}
