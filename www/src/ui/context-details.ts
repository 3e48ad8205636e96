/** The parts of the context form that fewer testers need: the build and the test suite. */

import { html, type TemplateResult } from "lit-html";
import { text } from "../texts/index.js";
import type { ContextFields } from "./context-fields.js";

/** The build that the runs belong to. */
export function buildFields(fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("context.build")}</legend>
    <p class="hint">${text("context.build.hint")}</p>
    <div class="grid">
      ${fields.text("serverId")} ${fields.text("jobId")} ${fields.text("buildId")} ${fields.text("jobName")}
      ${fields.text("buildName")} ${fields.text("subType")} ${fields.text("artifactId")}
    </div>
  </fieldset>`;
}

/** The test suite that the runs are results of. */
export function suiteFields(fields: ContextFields): TemplateResult {
  return html`<fieldset class="group">
    <legend>${text("context.suite")}</legend>
    <p class="hint">${text("context.suite.hint")}</p>
    <div class="grid">
      ${fields.id("suiteId", "suites")} ${fields.text("suiteRunId")} ${fields.text("suiteComponent")}
    </div>
  </fieldset>`;
}
