/**
 * The editor behind `payload-text`: CodeMirror, read-only, in a shadow root, where its styles need no exception of the page's
 * policy. Loaded when a text is first shown.
 */

import { EditorState, type Extension, type Line, RangeSetBuilder, Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  hoverTooltip,
  lineNumbers,
  MatchDecorator,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { type ElementAt, elementAt } from "./path.js";
import { endOfPlace } from "./place-mark.js";
import { theme } from "./theme.js";

/** A mark of a finding. */
export interface Mark {
  /** Line in the document, counted from 1. */
  readonly line: number;
  readonly severity: "error" | "warning" | "info";
}

/** What is shown. */
export interface EditorText {
  /** What screen readers call it. */
  readonly label: string;
  readonly text: string;
  /** Number of the first line. */
  readonly first: number;
  /** Position of the place that is meant. */
  readonly caret: number;
  /** Whether the line of the place is marked. */
  readonly isMarked: boolean;
  readonly marks: readonly Mark[];
}

/** Whom the editor asks and tells. */
export interface EditorHost {
  /** The caret is at another element, or at none. */
  readonly onElement: (element: ElementAt | undefined) => void;
  /** What is to be shown of an element that is pointed at. */
  readonly describe: (element: ElementAt) => Promise<HTMLElement | undefined>;
}

/** Pixels of a long line that stay in sight beside a place in it. */
const margin = 120;

/** A read-only editor. */
export class TextEditor {
  readonly #view: EditorView;
  readonly #host: EditorHost;

  constructor(root: ShadowRoot, host: EditorHost) {
    this.#host = host;
    this.#view = new EditorView({ root, parent: root, state: EditorState.create() });
  }

  /** Shows a text, with its place in sight. */
  show(shown: EditorText): void {
    const doc = Text.of(shown.text.split("\n"));
    const state = EditorState.create({
      doc,
      selection: { anchor: Math.min(shown.caret, doc.length) },
      extensions: extensionsFor(doc, shown, this.#host),
    });
    this.#view.setState(state);
    const inSight = { y: "center", xMargin: margin } as const;
    this.#view.dispatch({ effects: EditorView.scrollIntoView(state.selection.main, inSight) });
  }

  /** Takes the focus. */
  focus(): void {
    this.#view.focus();
  }

  /** Frees what it holds. */
  destroy(): void {
    this.#view.destroy();
  }
}

function extensionsFor(doc: Text, shown: EditorText, host: EditorHost): Extension {
  return [
    theme,
    EditorState.readOnly.of(true),
    EditorView.contentAttributes.of({ "aria-label": shown.label, "aria-readonly": "true", tabindex: "0" }),
    lineNumbers({ formatNumber: (line) => String(line + shown.first - 1) }),
    highlightSpecialChars({ addSpecialChars: /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g }),
    drawSelection(),
    tokens,
    EditorView.decorations.of(lineMarks(doc, shown)),
    caretWatch(host),
    hoverTooltip((view, position) => tooltip(view, position, host), { hoverTime: 250 }),
  ];
}

const token = /(<[/?!]?[^\s<>/="']+|\??\/?>)|("[^"]*"|'[^']*')|([^\s<>/="']+)(?==["'])/g;
const [tagMark, valueMark, nameMark] = ["tag", "value", "attribute"].map((kind) =>
  Decoration.mark({ class: `xml-${kind}` }),
);
const decorator = new MatchDecorator({
  regexp: token,
  decoration: ([, tag, value]) =>
    (tag !== undefined ? tagMark : value !== undefined ? valueMark : nameMark) ?? null,
});

/** Colours for the eye, of the lines in sight only. They judge nothing. */
const tokens = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = decorator.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = decorator.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const placeMark = Decoration.mark({ class: "found-place" });

function lineMarks(doc: Text, { first, caret, isMarked, marks }: EditorText): DecorationSet {
  const meant = isMarked ? doc.lineAt(Math.min(caret, doc.length)).number : 0;
  const severities = new Map(marks.map(({ line, severity }) => [line - first + 1, severity]));
  if (meant > 0 && !severities.has(meant)) severities.set(meant, "info");
  const builder = new RangeSetBuilder<Decoration>();
  const lines = [...severities].filter(([line]) => line >= 1 && line <= doc.lines);
  for (const [number, severity] of lines.sort(([one], [other]) => one - other)) {
    const line = doc.line(number);
    const isMeant = number === meant;
    const place = isMeant ? { "data-marked": "", "data-line": String(number + first - 1) } : {};
    builder.add(line.from, line.from, Decoration.line({ class: `found ${severity}`, attributes: place }));
    if (isMeant) markPlace(builder, line, caret);
  }
  return builder.finish();
}

/** Where a report is one long line, the line says nothing: the place in it does. */
function markPlace(builder: RangeSetBuilder<Decoration>, { from, text }: Line, caret: number): void {
  const to = from + endOfPlace(text, caret - from);
  if (caret > from && to > caret) builder.add(caret, to, placeMark);
}

function caretWatch(host: EditorHost): Extension {
  return EditorView.updateListener.of(({ state, selectionSet, view }) => {
    if (selectionSet && view.hasFocus)
      host.onElement(elementAt(state.doc.toString(), state.selection.main.head));
  });
}

async function tooltip(view: EditorView, position: number, host: EditorHost): Promise<Tooltip | null> {
  const element = elementAt(view.state.doc.toString(), position);
  const dom = element && (await host.describe(element));
  return dom ? { pos: position, above: true, create: () => ({ dom }) } : null;
}
