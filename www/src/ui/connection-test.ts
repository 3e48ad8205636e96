/** How far the test of the connection came: the stations in their order, and at the one that failed what to do. */

import { html, nothing, type TemplateResult } from "lit-html";
import { type ConnectionTest, type Station, stations } from "../connection-stations.js";
import type { ServerAddress } from "../protocol.js";
import { text } from "../texts/index.js";
import { icon } from "./icons.js";

/** The result. */
export function connectionTest(test: ConnectionTest, address: ServerAddress): TemplateResult {
  const title = text(test.failed ? "connection-test.failed" : "connection-test.passed");
  return html`<div
    class="connection-test"
    id="connection-test"
    role="group"
    aria-labelledby="connection-test-title"
    data-passed=${!test.failed}
    tabindex="-1"
  >
    <h4 id="connection-test-title">${title}</h4>
    <ol>
      ${stations.map((station) => stationItem(station, test, address))}
    </ol>
    ${test.failed ? nothing : html`<p class="hint">${text("connection-test.passed.next")}</p>`}
  </div>`;
}

type Outcome = "passed" | "failed" | "not-reached";

const icons = { passed: "check", failed: "error", "not-reached": "minus" } as const;

function outcomeOf(station: Station, { failed }: ConnectionTest): Outcome {
  const [here, there] = [stations.indexOf(station), failed ? stations.indexOf(failed.station) : Infinity];
  if (here === there) return "failed";
  return here < there ? "passed" : "not-reached";
}

function stationItem(station: Station, test: ConnectionTest, address: ServerAddress): TemplateResult {
  const outcome = outcomeOf(station, test);
  const name = station === "way" ? text(`connection.way.${address.way}`) : text(`connection-test.${station}`);
  return html`<li data-outcome=${outcome}>
    ${icon(icons[outcome])}
    <div>
      <strong>${name}</strong>: ${text(`connection-test.${outcome}.word`)}
      ${outcome === "failed" ? reason(test, address) : nothing}
    </div>
  </li>`;
}

function reason(
  { failed, diagnostics }: ConnectionTest,
  address: ServerAddress,
): TemplateResult | typeof nothing {
  if (!failed) return nothing;
  const { cause } = failed;
  return html`<p>${text(`connection-test.cause.${cause}`)}. ${text(`connection-test.cause.${cause}.next`)}</p>
    ${cause === "unreachable" && address.way === "relay" ? lookYourself(address) : nothing}
    <ul class="failure-details" lang="en">
      ${diagnostics.map(({ message, help }) => html`<li>${message}${help ? html`<br />${help}` : nothing}</li>`)}
    </ul>`;
}

/** In a tab of its own the browser says what it tells no page. */
function lookYourself({ relay }: ServerAddress): TemplateResult | typeof nothing {
  const place = relay.trim().replace(/\{\+?url\}.*$/, "");
  if (!URL.canParse(place)) return nothing;
  const { origin } = new URL(place);
  return html`<p>
    <a href="${origin}/" target="_blank" rel="noopener noreferrer">${text("connection-test.look", { address: origin })}</a>
  </p>`;
}
