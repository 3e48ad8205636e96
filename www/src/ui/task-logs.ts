/** The logs of the parts: what Octane says, and beside each message the runs and links that it is about. */

import { html, nothing, type TemplateResult } from "lit-html";
import type { SubmittedPart, TaskLogLine } from "octane-payload";
import { linkName } from "../link-words.js";
import type { SubmissionState } from "../submission-state.js";
import { text } from "../texts/index.js";

/** The logs; those of parts that are not wholly in order stand open. */
export function logList({ parts, lines }: SubmissionState): TemplateResult | typeof nothing {
  const logged = parts.filter(({ log }) => log);
  if (logged.length === 0) return nothing;
  return html`<h3>${text("follow.logs")}</h3>
    ${logged.map((part) => log(part, lines.get(part.index) ?? []))}`;
}

function log(
  { log: words = "", status, index }: SubmittedPart,
  lines: readonly TaskLogLine[],
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
              ${tied.map(tie)}
            </ul>`
        : nothing
    }
  </details>`;
}

function tie({ text: message, links, runs, runCount }: TaskLogLine): TemplateResult {
  const isOfContext = links.some(({ onReport }) => onReport);
  return html`<li>
    <q class="breakable">${message}</q>
    <ul class="marks">
      ${links.map(({ kind, value }) => html`<li class="link-mark">${linkName(kind)} ${value}</li>`)}
    </ul>
    ${runCount > 0 ? runNames(runs, runCount) : nothing}
    ${isOfContext && runCount === 0 ? text("follow.log.all") : nothing}
    ${isOfContext ? html`<a href="#context">${text("follow.log.change")}</a>` : nothing}
  </li>`;
}

/** The runs that a message is about; a thousand of them are no list for eyes. */
function runNames(runs: TaskLogLine["runs"], runCount: number): TemplateResult {
  const shown = runs.slice(0, 5);
  const more = runCount - shown.length;
  return html`<p>
    ${text("follow.log.runs", { count: runCount })}
    ${shown.map(({ name }, position) => html`${position > 0 ? ", " : ""}<bdi class="breakable">${name}</bdi>`)}
    ${more > 0 ? text("findings.more", { count: more }) : nothing}
  </p>`;
}
