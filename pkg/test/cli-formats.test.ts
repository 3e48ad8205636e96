/** Findings as GitHub, GitLab and code scanning services read them. */
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { findingsAs } from "../src/cli/formats.js";
import type { Diagnostic } from "../src/types.js";

const PLACED: Diagnostic = {
  severity: "error",
  code: "cvc-enumeration-valid",
  message: 'it is "a,b: 100%"',
  file: "./target/a report#1.xml",
  line: 3,
  column: 51,
  path: "/test_result/test_runs[1]",
  help: "did you mean\nthis?",
  fix: { description: "put it right", safe: true, edits: [{ offset: 4, length: 2, text: "x" }] },
};
const UNPLACED: Diagnostic = { severity: "info", code: "schema-used", message: "all is well", path: "" };

describe("GitHub's workflow commands", () => {
  test("escape what would end a property or a line", () => {
    expect(findingsAs("github", [PLACED])).toBe(
      "::error file=./target/a report#1.xml,line=3,col=51,title=cvc-enumeration-valid" +
        '::it is "a,b: 100%25"%0Adid you mean%0Athis?',
    );
    const named = { ...UNPLACED, file: "C:\\a,b.xml" };
    expect(findingsAs("github", [named])).toContain("file=C%3A\\a%2Cb.xml,");
  });

  test("have a command for each severity, and no place where there is none", () => {
    const severities = ["error", "warning", "info"] as const;
    const lines = findingsAs(
      "github",
      severities.map((severity) => ({ ...UNPLACED, severity })),
    ).split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["::error", "::warning", "::notice"]);
    expect(lines[0]).toBe("::error title=schema-used::all is well");
  });
});

describe("GitLab's code quality report", () => {
  const issues = (diagnostics: Diagnostic[]) => JSON.parse(findingsAs("gitlab", diagnostics));

  test("has what GitLab asks of each finding", () => {
    expect(issues([PLACED, UNPLACED])).toMatchObject([
      {
        description: PLACED.message,
        check_name: PLACED.code,
        severity: "critical",
        location: { path: "target/a report#1.xml", lines: { begin: 3 } },
      },
      { severity: "info", location: { path: ".", lines: { begin: 1 } } },
    ]);
  });

  test("tells equal findings apart, and knows one again that has moved", () => {
    const [one, two] = issues([PLACED, PLACED]);
    expect(one.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(two.fingerprint).not.toBe(one.fingerprint);
    expect(issues([{ ...PLACED, line: 9 }])[0].fingerprint).toBe(one.fingerprint);
  });

  test("of no finding is an empty list", () => {
    expect(issues([])).toEqual([]);
  });
});

/** What the specification of SARIF 2.1.0 asks of the objects in use: §3.13, 3.14, 3.18, 3.27, 3.28, 3.29, 3.30, 3.55 to 3.57. */
const SARIF = {
  type: "object",
  required: ["version", "runs"],
  additionalProperties: false,
  properties: {
    $schema: { type: "string", format: "uri" },
    version: { const: "2.1.0" },
    runs: { type: "array", items: { $ref: "#/$defs/run" } },
  },
  $defs: {
    text: {
      type: "object",
      required: ["text"],
      additionalProperties: false,
      properties: { text: { type: "string" } },
    },
    place: {
      type: "object",
      required: ["uri"],
      additionalProperties: false,
      properties: { uri: { type: "string", pattern: "^[^ #?\\\\]*$" } },
    },
    run: {
      type: "object",
      required: ["tool"],
      additionalProperties: false,
      properties: {
        tool: {
          type: "object",
          required: ["driver"],
          properties: {
            driver: {
              type: "object",
              required: ["name"],
              properties: {
                rules: { type: "array", uniqueItems: true, items: { type: "object", required: ["id"] } },
              },
            },
          },
        },
        columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
        results: { type: "array", items: { $ref: "#/$defs/result" } },
      },
    },
    result: {
      type: "object",
      required: ["message"],
      additionalProperties: false,
      properties: {
        ruleId: { type: "string" },
        ruleIndex: { type: "integer", minimum: -1 },
        level: { enum: ["none", "note", "warning", "error"] },
        message: { $ref: "#/$defs/text" },
        locations: { type: "array", items: { $ref: "#/$defs/location" } },
        fixes: { type: "array", items: { $ref: "#/$defs/fix" } },
      },
    },
    location: {
      type: "object",
      additionalProperties: false,
      properties: {
        physicalLocation: {
          type: "object",
          required: ["artifactLocation"],
          properties: {
            artifactLocation: { $ref: "#/$defs/place" },
            region: {
              type: "object",
              additionalProperties: false,
              properties: {
                startLine: { type: "integer", minimum: 1 },
                startColumn: { type: "integer", minimum: 1 },
              },
            },
          },
        },
        logicalLocations: { type: "array", items: { type: "object" } },
      },
    },
    fix: {
      type: "object",
      required: ["artifactChanges"],
      properties: {
        description: { $ref: "#/$defs/text" },
        artifactChanges: {
          type: "array",
          minItems: 1,
          items: {
            type: "object",
            required: ["artifactLocation", "replacements"],
            properties: {
              artifactLocation: { $ref: "#/$defs/place" },
              replacements: {
                type: "array",
                minItems: 1,
                items: { type: "object", required: ["deletedRegion"] },
              },
            },
          },
        },
      },
    },
  },
};

describe("SARIF", () => {
  const log = (diagnostics: Diagnostic[]) => JSON.parse(findingsAs("sarif", diagnostics));

  test.each([
    ["of placed and other findings", [PLACED, UNPLACED, PLACED]],
    ["of none", []],
  ])("%s is what the specification asks for", (_, diagnostics) => {
    const ajv = new Ajv({ strict: false, formats: { uri: /^https:\/\/\S+$/ } });
    const validate = ajv.compile(SARIF);
    expect(validate(log(diagnostics)), JSON.stringify(validate.errors)).toBe(true);
  });

  test("names rules once, places in code points, and fixes by bytes", () => {
    const [run] = log([PLACED, UNPLACED, PLACED]).runs;
    expect(run.tool.driver.rules).toEqual([{ id: PLACED.code }, { id: UNPLACED.code }]);
    expect(run.columnKind).toBe("unicodeCodePoints");
    expect(run.results[2]).toMatchObject({
      ruleIndex: 0,
      level: "error",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "target/a%20report%231.xml" },
            region: { startLine: 3, startColumn: 51 },
          },
        },
      ],
      fixes: [{ artifactChanges: [{ replacements: [{ deletedRegion: { byteOffset: 4, byteLength: 2 } }] }] }],
    });
    expect(run.results[1]).not.toHaveProperty("locations");
  });
});
