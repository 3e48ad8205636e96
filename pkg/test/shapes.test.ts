/** The types of the core and those of the package are two texts of one thing: no field and no word is in one alone. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Shape, shapeOfInterface, shapeOfStruct, wordsOfEnum, wordsOfType } from "./support/shapes.js";

const RUST = new URL("../../src/", import.meta.url);
const PACKAGE = new URL("../src/", import.meta.url);

/** What stands on one side for a reason; what is not named there must stand on both. */
interface Exceptions {
  rust?: string[];
  package?: string[];
}

function rust(file: string): string {
  return readFileSync(new URL(`${file}.rs`, RUST), "utf8");
}

function typescript(file: string): string {
  return readFileSync(new URL(`${file}.ts`, PACKAGE), "utf8");
}

function without(shape: Shape, names: string[] = []): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => !names.includes(field)));
}

const RUN = { package: ["kind"] };

test.each<[string, string, string, string, Exceptions?]>([
  ["diag/mod", "Diagnostic", "types", "Diagnostic"],
  ["diag/mod", "SchemaPlace", "types", "SchemaPlace"],
  ["diag/mod", "Fix", "types", "Fix"],
  ["model/links", "Links", "types", "Links"],
  ["model/links", "TestField", "types", "TestField"],
  ["model/links", "Taxonomy", "types", "Taxonomy"],
  ["model/context", "Build", "types", "Build"],
  ["model/run", "TestRun", "payload", "TestRun", RUN],
  ["model/run", "Steps", "payload", "Steps"],
  ["model/run", "Step", "payload", "Step"],
  ["model/gherkin", "GherkinRun", "payload", "GherkinRun", RUN],
  ["model/gherkin", "Feature", "payload", "Feature"],
  ["payload/parse", "Payload", "payload", "Payload"],
  ["pipeline/account", "Account", "types", "ConvertedInput"],
  ["pipeline/identities", "ShownIdentity", "case-options", "ShownIdentity"],
  ["wasm/convert", "Summary", "convert", "ConversionSummary"],
  // The bytes cross as bytes.
  ["wasm/convert", "PartSummary", "types", "Part", { package: ["bytes", "origins"] }],
  ["links/conflict", "Conflict", "types", "Conflict"],
  ["links/source", "Source", "types", "LinkSource"],
  ["links/explain", "Explanation", "explanation", "Explanation"],
  ["links/explain", "LinkExplanation", "explanation", "LinkExplanation"],
  ["rules/mend", "Applied", "check", "AppliedFix"],
  ["wasm/rules", "Mended", "check", "MendedPayload"],
  ["wasm/rules", "Verdict", "check", "PayloadCheck"],
  ["wasm/schema", "Verdict", "schema", "Validation"],
  ["fit/options", "FitOptions", "case-options", "FitOptions"],
  ["limits", "UnpackLimits", "types", "UnpackLimits"],
])("%s %s and %s %s have the same fields", (file, struct, module, name, exceptions) => {
  const core = shapeOfStruct(rust(file), struct);
  const own = shapeOfInterface(typescript(module), name);
  expect(Object.keys(core).length).toBeGreaterThan(0);
  expect(without(own, exceptions?.package)).toEqual(without(core, exceptions?.rust));
});

test("the options of a conversion are the core's, and those that a stream, a signal or a handle needs", () => {
  const core = shapeOfStruct(rust("pipeline/mod"), "ConvertOptions");
  const own = {
    ...shapeOfInterface(typescript("convert"), "ConvertOptions"),
    ...shapeOfInterface(typescript("case-options"), "CaseOptions"),
  };
  // `explain` asks for explanations, in a function of its own.
  expect(without(own, ["schema", "signal", "onProgress", "origins"])).toEqual(without(core, ["explain"]));
});

test.each([
  ["diag/mod", "Severity", "types", "Severity"],
  ["model/run", "Status", "payload", "Status"],
  ["model/links", "FieldType", "types", "TestField.type"],
  ["links/policy", "Policy", "types", "LinkPolicy"],
  ["links/source", "SourceKind", "types", "LinkSource.kind"],
  ["links/settle", "Action", "explanation", "LinkStep.action"],
  ["duplicates", "DuplicatePolicy", "case-options", "DuplicatePolicy"],
  ["report/shape/identity/preset", "Preset", "case-options", "IdentityPreset"],
])("%s %s and %s %s have the same words", (file, name, module, type) => {
  const words = wordsOfEnum(rust(file), name);
  expect(words.length).toBeGreaterThan(1);
  expect(wordsOfType(typescript(module), type)).toEqual(words);
});

test("a field that is added on one side is found, however it is written", () => {
  const struct =
    '#[serde(rename_all = "camelCase")]\npub struct A {\n    /// One.\n    pub one_two: u8,\n    #[serde(rename = "type")]\n    pub kind: Option<String>,\n}\n';
  const text =
    "export interface A {\n  /** One: two. */\n  oneTwo: { inner: number };\n  type?: string;\n}\n";
  expect(shapeOfStruct(struct, "A")).toEqual({ oneTwo: "always", type: "optional" });
  expect(shapeOfInterface(text, "A")).toEqual({ oneTwo: "always", type: "optional" });
});
