/** What the formats of reports are called. */

import { type TextKey, text } from "../texts/index.js";

const formats: Readonly<Record<string, TextKey>> = {
  junit: "format.junit",
  octane: "format.octane",
  "octane-2015": "format.octane-2015",
  trx: "format.trx",
  nunit2: "format.nunit2",
  nunit3: "format.nunit3",
  xunit: "format.xunit",
  testng: "format.testng",
  ctrf: "format.ctrf",
  playwright: "format.playwright",
  jest: "format.jest",
  mocha: "format.mocha",
  cucumber: "format.cucumber",
  "octane-gherkin": "format.octane-gherkin",
  robot: "format.robot",
  allure: "format.allure",
  "go-test": "format.go-test",
  tap: "format.tap",
  dart: "format.dart",
  rspec: "format.rspec",
  zip: "format.zip",
  unknown: "format.unknown",
};

/** The name; a format that has no words of its own is shown by the core's name for it. */
export function formatName(format: string | undefined): string {
  if (!format) return text("format.unknown");
  const key = formats[format];
  return key ? text(key) : format;
}
