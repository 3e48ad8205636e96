/** What the reference leaves open about a payload: the sandbox decides it somehow, and says so. */

import type { Links } from "../types.js";
import type { Payload, ReportedRun } from "./payload.js";

/** The open questions that the payload itself raises, whatever becomes of it. */
export function openQuestions({ context, runs }: Payload): string[] {
  const { build, ...common } = context;
  const questions: [string, boolean][] = [
    ["build and suite_ref together", build !== undefined && common.suite !== undefined],
    ["the same test twice in a payload", new Set(runs.map(testOf)).size < runs.length],
    ["links of one kind on the report and on a run", runs.some((run) => sharesKind(common, run.links ?? {}))],
    ["test fields of one type twice", [common, ...runs.map(({ links }) => links)].some(hasTypeTwice)],
  ];
  return questions.filter(([, isRaised]) => isRaised).map(([question]) => question);
}

/** Module, package, class and name say which test it is. */
export function testOf(run: ReportedRun): string {
  const { module = "", package: inPackage = "", class: ofClass = "", name } = run;
  return `{module: ${module}; package: ${inPackage}; class: ${ofClass}; name: ${name}}`;
}

function sharesKind(report: Links, run: Links): boolean {
  return Object.keys(run).some((kind) => Object.hasOwn(report, kind));
}

function hasTypeTwice(links: Links | undefined): boolean {
  const types = (links?.testFields ?? []).map(({ type }) => type);
  return new Set(types).size < types.length;
}
