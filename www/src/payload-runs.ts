/**
 * The runs of a part, read back from the bytes that would be sent, so that the table shows what Octane would get.
 *
 * Owns the way from the payload's elements to rows. Judges nothing: that is the core's work.
 */

import { textOfPart } from "./payload-text.js";
import { readXml } from "./trusted.js";

/** A link of a run, or of all runs of a part. */
export interface RunLink {
  /** The element that says it, such as `release_ref`. */
  readonly kind: string;
  /** What it points to: an id, a name, or a type and a value. */
  readonly target: string;
}

/** A row of the table. */
export interface Run {
  readonly status: string;
  readonly name: string;
  /** Module, package and class; those that are absent are left out. */
  readonly place: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
  /** The links in effect: those of the run, and those that the report states for all runs. */
  readonly links: readonly RunLink[];
}

const runsOfParts = new WeakMap<Uint8Array, readonly Run[]>();

/** The runs of a part; read once for each. Empty where the part cannot be read. */
export function runsOfPart(bytes: Uint8Array): readonly Run[] {
  const known = runsOfParts.get(bytes);
  if (known) return known;
  const runs = readRuns(readXml(textOfPart(bytes)).documentElement);
  runsOfParts.set(bytes, runs);
  return runs;
}

function readRuns(root: Element): Run[] {
  const shared = linksOf(root);
  const runs = child(root, "test_runs")?.children ?? [];
  return [...runs].map((run) => readRun(run, shared));
}

function readRun(run: Element, shared: readonly RunLink[]): Run {
  const feature = child(run, "feature");
  const path = feature
    ? [feature.getAttribute("name")]
    : ["module", "package", "class"].map((name) => run.getAttribute(name));
  return {
    status: run.getAttribute("status") ?? "",
    name: run.getAttribute("name") ?? "",
    place: path.filter((part) => part !== null && part !== "") as string[],
    duration: Number(run.getAttribute("duration")),
    links: [...linksOf(run), ...shared],
  };
}

const single = ["suite_ref", "program_ref", "release_ref", "release", "milestone_ref"];
const several = ["backlog_items", "product_areas", "test_fields", "environment"];

function linksOf(element: Element): RunLink[] {
  return [...element.children].flatMap((link) => {
    if (single.includes(link.localName)) return [readLink(link)];
    return several.includes(link.localName) ? [...link.children].map(readLink) : [];
  });
}

function readLink(link: Element): RunLink {
  const kind = link.localName;
  const type = link.getAttribute("type");
  const target = link.getAttribute("id") ?? link.getAttribute("name") ?? link.getAttribute("value") ?? "";
  return { kind, target: type === null ? target : `${type}: ${target}` };
}

function child(parent: Element, name: string): Element | undefined {
  return [...parent.children].find((element) => element.localName === name);
}
