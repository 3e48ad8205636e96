/** Runs as rows: the fields that a table shows, and links in the fewest words. Pure. */

import type { LinkKind, Links, Payload, Run } from "octane-payload";
import type { RunLink, RunRow } from "./messages.js";

/** The row of a run of a payload, without what only its report can tell. */
export function rowOf({ context }: Payload, run: Run, number: number): RunRow {
  return {
    run: number,
    status: run.status,
    name: run.name,
    place: placeOf(run),
    duration: run.duration,
    links: linksOf(run, context),
  };
}

/** The links in effect: those of the run, and those that its payload states for all runs. */
export function linksOf(run: Run, context: Links): RunLink[] {
  return [...linksIn(run.links ?? {}), ...linksIn(context)];
}

/** Module, package and class, or the feature, as far as they are there. */
export function placeOf(run: Run): string[] {
  const path = run.kind === "gherkin" ? [run.feature.name] : [run.module, run.package, run.class];
  return path.filter((step) => step !== undefined && step !== "") as string[];
}

function linksIn(links: Links): RunLink[] {
  const { suite, program, release, milestone } = links;
  const single = [
    ["suite", suite?.id],
    ["program", program],
    ["release", release && ("id" in release ? release.id : release.name)],
    ["milestone", milestone],
  ] as const;
  const ids = [
    ["backlogItems", links.backlogItems ?? []],
    ["productAreas", links.productAreas ?? []],
  ] as const;
  return [
    ...single.flatMap(([kind, id]) => (id === undefined ? [] : [{ kind, target: String(id) }])),
    ...ids.flatMap(([kind, all]) => all.map((id) => ({ kind, target: String(id) }))),
    ...pairs("testFields", links.testFields),
    ...pairs("environment", links.environment),
  ];
}

function pairs(kind: LinkKind, values: readonly { type: string; value: string }[] = []): RunLink[] {
  return values.map(({ type, value }) => ({ kind, target: `${type}: ${value}` }));
}
