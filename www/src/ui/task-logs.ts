/** The logs of the parts: what Octane says, and beside each message the runs and links that it is about. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { SubmittedPart, TaskLogLine } from "octane-payload";
import { firstRunOf } from "../flow/sent-runs.js";
import { writeFragment } from "../fragment.js";
import { linkName } from "../link-words.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";

/** The logs; those of parts that are not wholly in order stand open. */
export function logList(state: PageState): TemplateResult | typeof nothing {
  const { parts, lines } = state.submission;
  const logged = parts.filter(({ log }) => log);
  if (logged.length === 0) return nothing;
  return html`<h3>${text("follow.logs")}</h3>
    ${logged.map((part) => log(part, lines.get(part.index) ?? [], firstRunOf(state, part.index)))}`;
}

function log(
  { log: words = "", status, index }: SubmittedPart,
  lines: readonly TaskLogLine[],
  firstRun: number | undefined,
): TemplateResult {
  const name = text("follow.log.of", { number: index + 1 });
  const tied = lines.filter(({ links, runCount }) => links.length > 0 || runCount > 0);
  return html`<details class="log-box" ?open=${status !== "success"}>
    <summary>${name}</summary>
    <pre class="log" tabindex="0" role="region" aria-label=${name}>${words.trimEnd()}</pre>
    ${
      tied.length > 0
        ? html`<h4 class="log-ties-title">${text("follow.log.about")}</h4>
            <ul class="log-ties">
              ${tied.map((line) => tie(line, firstRun))}
            </ul>`
        : nothing
    }
  </details>`;
}

function tie(
  { text: message, links, runs, runCount }: TaskLogLine,
  firstRun: number | undefined,
): TemplateResult {
  const isOfContext = links.some(({ onReport }) => onReport);
  return html`<li>
    <q class="breakable">${message}</q>
    <ul class="marks">
      ${links.map(({ kind, value }) => html`<li class="link-mark">${linkName(kind)} ${visible(value)}</li>`)}
    </ul>
    ${runCount > 0 ? runNames(runs, runCount, firstRun) : nothing}
    ${isOfContext && runCount === 0 ? text("follow.log.all") : nothing}
    ${isOfContext ? html`<a href="#context">${text("follow.log.change")}</a>` : nothing}
  </li>`;
}

/** The runs that a message is about; a thousand of them are no list for eyes. */
function runNames(runs: TaskLogLine["runs"], runCount: number, firstRun: number | undefined): TemplateResult {
  const shown = runs.slice(0, 5);
  const more = runCount - shown.length;
  return html`<p>
    ${text("follow.log.runs", { count: runCount })}
    ${shown.map((run, position) => html`${position > 0 ? ", " : ""}${runName(run, firstRun)}`)}
    ${more > 0 ? text("findings.more", { count: more }) : nothing}
  </p>`;
}

/** The way to the run; its name alone where the runs on show are not those that were sent. */
function runName({ name, index }: TaskLogLine["runs"][number], firstRun: number | undefined): TemplateResult {
  const words = html`<bdi class="breakable">${visible(name)}</bdi>`;
  if (firstRun === undefined) return words;
  return html`<a href=${writeFragment({ step: "reports", run: firstRun + index })}>${words}</a>`;
}
