/** The document that is looked at: where else the finding is, the text, the ways further in it, and what the element there means. */

import { html, nothing, render, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { type DocumentId, isSameDocument, type LookedAt, ownPlace, type Place } from "../check/places.js";
import { chosenFinding } from "../check/state.js";
import type { EditorHost, EditorText, Mark } from "../editor/editor.js";
import { shownText } from "../editor/shown-text.js";
import { findingsOf } from "../findings.js";
import type { TextLines } from "../payload-text.js";
import type { PageState } from "../state.js";
import { text } from "../texts/index.js";
import { visible } from "../visible-text.js";
import { elementDescription, elementWords } from "./element-description.js";
import { phrase } from "./english.js";
import { icon } from "./icons.js";

/** The pane; `parts` is the choice among the parts. */
export function documentPane(state: PageState, actions: Actions, parts: unknown): TemplateResult {
  const { place, looked } = state.check;
  const isThere = looked !== undefined && isSameDocument(looked.place.document, place.document);
  const name = nameOf(place.document);
  return html`<div class="section-head">
      <h3 id="document-title" class="breakable"><bdi>${name}</bdi></h3>
      ${parts}
    </div>
    ${tabs(state, actions)}
    ${isThere ? content(looked, state, actions) : html`<p class="document-empty muted" role="status">${text("document.coming")}</p>`}`;
}

/** What a document is called. */
export function nameOf(document: DocumentId): string {
  if (document.kind === "schema") return text("check.schema");
  if (document.kind === "report") return text("check.report", { name: visible(document.name) });
  return text("check.payload");
}

/** The other places of the chosen finding, each a way to it. */
function tabs({ check, conversion }: PageState, actions: Actions): TemplateResult | typeof nothing {
  const finding = chosenFinding(check, conversion.answer);
  const own = finding && ownPlace(finding);
  const places = own
    ? [own, ...check.others.filter(({ document }) => !isSameDocument(document, own.document))]
    : [];
  if (places.length < 2) return nothing;
  return html`<div class="places" role="group" aria-label=${text("check.places")}>
    ${places.map((place) => placeButton(place, isSameDocument(place.document, check.place.document), actions))}
  </div>`;
}

function placeButton(place: Place, isShown: boolean, actions: Actions): TemplateResult {
  const { document, line } = place;
  const name =
    document.kind === "part" ? text("findings.in-part", { number: document.index + 1 }) : nameOf(document);
  return html`<button type="button" class="button small" aria-pressed=${isShown} @click=${() => actions.lookAt(place)}>
    <bdi class="breakable">${text("run.place", { document: name, line })}</bdi>
  </button>`;
}

function content(looked: LookedAt, state: PageState, actions: Actions): TemplateResult {
  if ("problem" in looked)
    return html`<p class="note">${icon("info")} <span>${phrase(looked.problem)}</span></p>`;
  const { place, text: lines } = looked;
  const { document } = place;
  const name = document.kind === "report" ? visible(document.name) : nameOf(document);
  return html`<payload-text
      class="document"
      role="region"
      aria-label=${text("document.region", { name })}
      .host=${hostFor(actions)}
      .shown=${live(editorText(looked, name, state))}
    ></payload-text>
    ${lines.whole ? nothing : moves(place, lines, actions)} ${elementDescription(state)}`;
}

const texts = new WeakMap<LookedAt, EditorText>();

/** Made once for each text, so that the editor keeps its place while other things change. */
function editorText(
  looked: LookedAt & { readonly text: TextLines },
  label: string,
  state: PageState,
): EditorText {
  const known = texts.get(looked);
  if (known) return known;
  const { place, text: lines } = looked;
  const isMarked = place.line > 1 || place.column !== undefined;
  const shown = {
    label,
    ...shownText(lines),
    first: lines.first,
    isMarked,
    marks: marksIn(place.document, state),
  };
  texts.set(looked, shown);
  return shown;
}

function marksIn(document: DocumentId, { conversion }: PageState): Mark[] {
  const places = conversion.answer ? findingsOf(conversion.answer) : [];
  return places
    .flatMap((finding) => {
      const own = ownPlace(finding);
      const isHere = own !== undefined && isSameDocument(own.document, document);
      return isHere ? [{ line: own.line, severity: finding.diagnostic.severity }] : [];
    })
    .reverse();
}

const hosts = new WeakMap<Actions, EditorHost>();

function hostFor(actions: Actions): EditorHost {
  const known = hosts.get(actions);
  if (known) return known;
  const host: EditorHost = {
    onElement: actions.meetElement,
    describe: async (element) => {
      const described = await actions.describeElement(element);
      if (!described) return undefined;
      const box = document.createElement("div");
      render(elementWords(element.path, described), box);
      return box;
    },
  };
  hosts.set(actions, host);
  return host;
}

function moves(
  { document }: Place,
  { first, lines, from, to, size }: TextLines,
  actions: Actions,
): TemplateResult {
  const last = first + lines.length - 1;
  const go = (line: number, offset: number) => () => actions.lookAt({ document, line, offset });
  return html`<p class="pages">
    <button type="button" class="button small" ?disabled=${from === 0} @click=${go(first, from)}>
      ${text("document.earlier")}
    </button>
    <span>${text("document.window", { first, last })}</span>
    <button type="button" class="button small" ?disabled=${to >= size} @click=${go(last, to)}>
      ${text("document.later")}
    </button>
  </p>`;
}
