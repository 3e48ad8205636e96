/** One run by itself: what the payload says of it, what it is linked to and why, and what was found about it. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { Context, Explanation, LinkExplanation, LinkStep, Run } from "octane-payload";
import type { Actions } from "../actions.js";
import { linkName } from "../link-words.js";
import type { RunDetails } from "../runs/messages.js";
import { linksOf, placeOf } from "../runs/rows.js";
import type { RunsState } from "../runs/state.js";
import type { PageState } from "../state.js";
import { type TextKey, text, writtenDate, writtenDuration } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { failureBox } from "./failure.js";
import { findingBox } from "./finding-box.js";
import { linkMark } from "./link-mark.js";
import { runSteps } from "./run-steps.js";
import { statusMark } from "./status-mark.js";

/** Characters of a long text, such as a stack trace, that are shown. */
const longText = 20_000;

/** The view. */
export function runView({ runs }: PageState, actions: Actions): TemplateResult {
  const { details, open, failure } = runs;
  const isThere = details !== undefined && details.run === open;
  return html`<section class="panel run-view" aria-labelledby="panel-title">
    <header class="panel-head">
      <p class="eyebrow"><a href="#reports">${text("run.back")}</a></p>
      <h2 id="panel-title" tabindex="-1">
        ${isThere ? html`<bdi class="breakable">${visible(details.fields.name)}</bdi>` : text("run.title", { number: (open ?? 0) + 1 })}
      </h2>
      ${isThere ? html`<p class="lead"><bdi class="breakable">${visible(placeOf(details.fields).join(" › "))}</bdi></p>` : nothing}
    </header>
    ${failure ? failureBox(failure) : isThere ? content(details, runs, actions) : html`<p class="reading">${text("run.coming")}</p>`}
    <footer class="panel-foot"><a class="button" href="#reports">${text("run.back")}</a></footer>
  </section>`;
}

function content(details: RunDetails, runs: RunsState, actions: Actions): TemplateResult {
  const { fields, context, findings } = details;
  return html`<dl class="facts">
      ${fact("runs.status", statusMark(fields.status))} ${fact("runs.duration", writtenDuration(fields.duration))}
      ${facts(fields)} ${places(details, actions)}
    </dl>
    ${error(fields)} ${linkSection(fields, context, runs)}
    ${
      findings.length > 0
        ? html`<section class="block">
            <h3>${text("check.findings")}</h3>
            ${findings.map((finding) => findingBox(finding))}
          </section>`
        : nothing
    }
    ${runSteps(fields)}`;
}

function fact(key: TextKey, value: unknown): TemplateResult | typeof nothing {
  if (value === undefined || value === "") return nothing;
  return html`<div>
    <dt>${text(key)}</dt>
    <dd>${typeof value === "string" ? html`<bdi class="breakable">${visible(value, longText)}</bdi>` : value}</dd>
  </div>`;
}

function facts(run: Run): unknown {
  if (run.kind === "gherkin") {
    return [
      fact("run.feature", run.feature.path || run.feature.name),
      fact("run.externalRunId", run.externalRunId),
    ];
  }
  return [
    fact("cases.module", run.module),
    fact("cases.package", run.package),
    fact("cases.class", run.class),
    fact("run.runName", run.runName),
    fact("run.started", run.started === undefined ? undefined : writtenDate(run.started)),
    fact("run.description", run.description),
    fact("run.reportUrl", run.externalReportUrl),
    fact("run.assets", run.externalAssets),
    fact("run.externalTestId", run.externalTestId),
    fact("run.externalRunId", run.externalRunId),
    fact("run.runType", run.runType),
  ];
}

function places(details: RunDetails, actions: Actions): TemplateResult {
  const { origin, part, partLine } = details;
  const inReport = origin && text("run.place", { document: visible(origin.file), line: origin.line });
  const inPart = text("run.place", {
    document: text("findings.in-part", { number: part + 1 }),
    line: partLine,
  });
  const go = (where: "report" | "part") => () => actions.lookAtRun(where);
  return html`${fact("run.in-report", inReport && button(inReport, go("report")))}
  ${fact("run.in-part", button(inPart, go("part")))}`;
}

function button(words: string, act: () => void): TemplateResult {
  return html`<button type="button" class="link-button" @click=${act}><bdi class="breakable">${words}</bdi></button>`;
}

function error(run: Run): TemplateResult | typeof nothing {
  if (run.kind === "gherkin" || !run.error) return nothing;
  const { type, message, text: trace } = run.error;
  return html`<section class="block">
    <h3 id="run-error">${text("run.error")}</h3>
    ${type || message ? html`<p class="breakable"><bdi>${visible([type, message].filter(Boolean).join(": "), longText)}</bdi></p>` : nothing}
    ${trace ? html`<pre class="log" tabindex="0" role="region" aria-labelledby="run-error">${visible(trace, longText)}</pre>` : nothing}
  </section>`;
}

function linkSection(run: Run, context: Context, { reasons, open }: RunsState): TemplateResult {
  const known = reasons?.run === open ? reasons?.found : undefined;
  const links = linksOf(run, context);
  return html`<section class="block">
    <h3 id="run-links">${text("runs.links")}</h3>
    <p>${links.length === 0 ? html`<span class="muted">${text("runs.no-links")}</span>` : links.map(linkMark)}</p>
    ${known === undefined ? html`<p class="muted" role="status">${text("run.reasons.coming")}</p>` : why(known)}
  </section>`;
}

function why(known: NonNullable<RunsState["reasons"]>["found"]): unknown {
  if ("message" in known) return failureBox(known);
  if (!known.explanation) return html`<p class="muted">${text("run.reasons.none")}</p>`;
  return reasonTable(known.explanation);
}

function reasonTable({ links }: Explanation): unknown {
  if (links.length === 0) return nothing;
  return html`<div class="table-frame" role="region" aria-labelledby="run-links" tabindex="0">
    <table class="reasons">
      <thead>
        <tr>
          <th scope="col">${text("policy.kind")}</th>
          <th scope="col">${text("policy.settled")}</th>
          <th scope="col">${text("run.because")}</th>
        </tr>
      </thead>
      <tbody>
        ${links.map(reasonRow)}
      </tbody>
    </table>
  </div>`;
}

function reasonRow({ kind, value, steps, policy }: LinkExplanation): TemplateResult {
  return html`<tr>
    <th scope="row">${linkName(kind)}</th>
    <td><bdi class="breakable">${value === "" ? text("runs.no-links") : visible(value)}</bdi></td>
    <td>
      <ol class="reason-steps">
        ${steps.map((step) => html`<li>${stepWords(step)}</li>`)}
        ${policy ? html`<li>${text("run.policy", { policy: text(`policy.${policy}`) })}</li>` : nothing}
      </ol>
    </td>
  </tr>`;
}

function stepWords({ action, value, source }: LinkStep): TemplateResult {
  const { kind, name, file, line } = source;
  const who = text(`source.${kind}`, { name: visible(name ?? "") });
  const where = file && line !== undefined ? text("run.place", { document: visible(file), line }) : "";
  const said = text(`run.step.${action}`, {
    who,
    value: value === "" ? text("run.step.all") : visible(value),
  });
  return html`<bdi class="breakable">${said}</bdi> ${where ? html`<span class="muted breakable">${where}</span>` : nothing}`;
}
