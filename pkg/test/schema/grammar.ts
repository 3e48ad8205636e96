/**
 * What the reference says a payload is made of, as data: elements, attributes, their kinds and their order.
 * Written apart from the schema file, so that the two can be held against each other.
 */

/** What an attribute may hold. */
export type Kind =
  | { kind: "text"; min: number; max: number }
  | { kind: "string" | "long" | "boolean" | "url" }
  | { kind: "enumeration"; values: string[] };

/** An attribute of an element. */
export interface AttributeRule {
  name: string;
  holds: Kind;
  required: boolean;
}

/** A stretch of children: elements of one of the options, never of two. */
export interface Slot {
  options: ElementRule[];
  min: 0 | 1;
  max: "one" | "many";
}

/** An element; `slots` for element content, otherwise what may stand in it. */
export interface ElementRule {
  name: string;
  attributes: AttributeRule[];
  content: "slots" | "nothing" | "text" | "mixed text" | "anything";
  slots: Slot[];
}

const text = (min: number, max: number): Kind => ({ kind: "text", min, max });
const TEXT: Kind = text(1, 255);
const TEXT_OR_EMPTY: Kind = text(0, 255);
const STRING: Kind = { kind: "string" };
const LONG: Kind = { kind: "long" };
const STATUS: Kind = { kind: "enumeration", values: ["Passed", "Skipped", "Failed", "Planned"] };
const FIELD: Kind = {
  kind: "enumeration",
  values: ["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"],
};

const must = (name: string, holds: Kind): AttributeRule => ({ name, holds, required: true });
const may = (name: string, holds: Kind): AttributeRule => ({ name, holds, required: false });
const maybe = (...options: ElementRule[]): Slot => ({ options, min: 0, max: "one" });
const once = (rule: ElementRule): Slot => ({ options: [rule], min: 1, max: "one" });
const any = (...options: ElementRule[]): Slot => ({ options, min: 0, max: "many" });
const some = (rule: ElementRule): Slot => ({ options: [rule], min: 1, max: "many" });

function leaf(name: string, ...attributes: AttributeRule[]): ElementRule {
  return { name, attributes, content: "nothing", slots: [] };
}
function branch(name: string, attributes: AttributeRule[], ...slots: Slot[]): ElementRule {
  return { name, attributes, content: "slots", slots };
}
function holder(name: string, content: ElementRule["content"], ...attributes: AttributeRule[]): ElementRule {
  return { name, attributes, content, slots: [] };
}

const reference = (name: string): ElementRule => leaf(name, must("id", LONG));

const links: Slot[] = [
  maybe(
    leaf(
      "suite_ref",
      must("id", LONG),
      may("external_run_id", TEXT_OR_EMPTY),
      may("component", TEXT_OR_EMPTY),
    ),
  ),
  maybe(reference("program_ref")),
  maybe(reference("release_ref"), leaf("release", must("name", TEXT))),
  maybe(reference("milestone_ref")),
  maybe(branch("backlog_items", [], any(reference("backlog_item_ref")))),
  maybe(branch("product_areas", [], any(reference("product_area_ref")))),
  maybe(branch("test_fields", [], any(leaf("test_field", must("type", FIELD), must("value", TEXT))))),
  maybe(branch("environment", [], any(leaf("taxonomy", must("type", TEXT), must("value", TEXT))))),
];

const build = leaf(
  "build",
  ...["server_id", "job_id", "build_id"].map((name) => must(name, TEXT)),
  ...["job_name", "build_name"].map((name) => may(name, TEXT)),
  ...["sub_type", "artifact_id"].map((name) => may(name, TEXT_OR_EMPTY)),
);

const parameter = leaf(
  "parameter",
  must("name", TEXT),
  may("value", TEXT_OR_EMPTY),
  may("type", TEXT_OR_EMPTY),
);
const step = branch(
  "step",
  [must("name", text(1, 3800)), must("duration", LONG), must("status", TEXT), may("external_step_id", TEXT)],
  maybe(holder("error_message", "text")),
  maybe(branch("input_parameters", [], some(parameter))),
  maybe(branch("output_parameters", [], some(parameter))),
);
const steps = branch("steps", [may("iteration", TEXT)], any(step));

const testRun = branch(
  "test_run",
  [
    must("name", TEXT),
    must("duration", LONG),
    must("status", STATUS),
    ...["module", "package", "class"].map((name) => may(name, TEXT_OR_EMPTY)),
    may("run_name", TEXT),
    may("manual", { kind: "boolean" }),
    may("started", LONG),
    may("external_report_url", { kind: "url" }),
    may("external_assets", STRING),
    ...["external_test_id", "external_run_id", "run_type"].map((name) => may(name, TEXT_OR_EMPTY)),
  ],
  ...links,
  maybe(holder("error", "mixed text", may("type", STRING), may("message", STRING))),
  maybe(holder("description", "text")),
  any(steps),
);

const backgroundStep = branch(
  "step",
  [must("name", text(1, 3800)), may("duration", LONG), may("status", TEXT)],
  maybe(holder("error_message", "text")),
);
const scenario = branch(
  "scenario",
  [must("name", text(0, 3800)), may("outlineIndex", LONG), must("status", STATUS)],
  once(steps),
);
const feature = branch(
  "feature",
  [
    must("name", TEXT_OR_EMPTY),
    must("path", TEXT),
    must("tag", TEXT_OR_EMPTY),
    must("started", LONG),
    may("identifier", TEXT_OR_EMPTY),
  ],
  once(holder("file", "anything")),
  maybe(
    branch(
      "scenarios",
      [],
      maybe(branch("background", [], maybe(branch("steps", [], any(backgroundStep))))),
      any(scenario),
    ),
  ),
);
const gherkinRun = branch(
  "gherkin_test_run",
  [
    must("name", TEXT_OR_EMPTY),
    must("duration", LONG),
    must("status", STATUS),
    may("external_run_id", TEXT_OR_EMPTY),
  ],
  once(feature),
);

/** The whole payload. */
export const PAYLOAD: ElementRule = branch(
  "test_result",
  [],
  maybe(build),
  ...links,
  once(branch("test_runs", [], any(testRun, gherkinRun))),
);
