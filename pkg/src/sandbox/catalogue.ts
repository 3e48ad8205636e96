/** The entities that the sandbox's workspace holds, so that references can be found or not. */

/** An entity that has a name. */
export interface Entity {
  /** Digits, as look-ups answer it. */
  id: string;
  /** As look-ups answer it, such as `release`. */
  type: string;
  /** As look-ups answer it. */
  name: string;
  /** Entities it belongs to, and other fields, in the shape that look-ups answer. */
  [field: string]: unknown;
}

/** A build that the sandbox knows, with the names that CI systems use. */
export interface KnownBuild {
  /** As `server_id` of a payload. */
  serverId: string;
  /** As `job_id`. */
  jobId: string;
  /** As `build_id`. */
  buildId: string;
}

/** Everything in the workspace. */
export interface Catalogue {
  /** By id or by name. A suite needs one beside it. */
  releases: Entity[];
  /** The release that `_default_` means; absent where the workspace has none. */
  defaultRelease?: string;
  /** By id. */
  milestones: Entity[];
  /** By id. */
  programs: Entity[];
  /** Application modules, by id. */
  productAreas: Entity[];
  /** Epics, features, stories and defects. */
  workItems: Entity[];
  /** By id. */
  testSuites: Entity[];
  /** Another build in a payload is a reference that is not resolved. */
  builds: KnownBuild[];
  /** Environment types, each with its values. */
  taxonomies: Record<string, string[]>;
  /** Values of the four test fields. */
  testFields: Record<string, string[]>;
}

/** A small web shop, with one build. */
export function defaultCatalogue(): Catalogue {
  return {
    releases: named("release", 1101, ["Autumn 2026", "Winter 2026"]),
    defaultRelease: "1101",
    milestones: named("milestone", 1201, ["Feature complete", "Code freeze"]).map((milestone) => ({
      ...milestone,
      release: { type: "release", id: "1101" },
    })),
    programs: named("program", 1301, ["Web shop"]),
    productAreas: named("product_area", 1401, ["Checkout", "Search", "Accounts"]),
    workItems: [
      ...named("epic", 1501, ["Sell abroad"]),
      ...named("feature", 1511, ["Pay by card", "Pay by invoice"]),
      ...named("story", 1521, ["Refuse an expired card", "Remember the card", "Find by part of a word"]),
      ...named("defect", 1531, ["Total is wrong after a refund"]),
    ],
    testSuites: named("test_suite", 1601, ["Nightly regression"]),
    builds: [{ serverId: "ci-1", jobId: "web-shop-nightly", buildId: "42" }],
    taxonomies: {
      Browser: ["Chrome", "Edge", "Firefox", "Safari"],
      OS: ["Linux", "macOS", "Windows"],
      DB: ["Oracle", "PostgreSQL"],
    },
    testFields: {
      Test_Level: ["Unit Test", "Integration Test", "System Test", "Gherkin Test"],
      Test_Type: ["Acceptance", "End to End", "Regression", "Sanity", "Security", "Performance", "UI", "API"],
      Testing_Tool_Type: ["Manual Runner", "Selenium", "UFT One", "UFT Developer", "SoapUI", "Protractor"],
      Framework: ["JUnit", "TestNG", "UFT", "NUnit", "JBehave", "Karma", "Jasmine", "Mocha", "Cucumber"],
    },
  };
}

function named(type: string, firstId: number, names: string[]): Entity[] {
  return names.map((name, index) => ({ id: String(firstId + index), type, name }));
}
