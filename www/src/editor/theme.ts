/** The editor in the colours of the page, whose tokens reach into its shadow root. */

import { EditorView } from "@codemirror/view";

/** The theme. */
export const theme = EditorView.theme({
  "&": {
    height: "100%",
    fontSize: "var(--size-small)",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", tabSize: "2" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-gutters": {
    color: "var(--ink-soft)",
    backgroundColor: "var(--surface-sunk)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-specialChar": { color: "var(--bad)" },
  ".xml-tag": { color: "var(--xml-tag)" },
  ".xml-attribute": { color: "var(--xml-attribute)" },
  ".xml-value": { color: "var(--xml-value)" },
  ".found.error": { backgroundColor: "var(--bad-soft)" },
  ".found.warning": { backgroundColor: "var(--warn-soft)" },
  ".found.info": { backgroundColor: "var(--calm-soft)" },
  ".found-place": { outline: "2px solid var(--focus)", outlineOffset: "1px", borderRadius: "2px" },
  "[data-marked]": { boxShadow: "inset 3px 0 0 var(--bad)" },
  ".cm-tooltip": {
    maxWidth: "28rem",
    padding: "var(--step-3)",
    font: "var(--size-small) / 1.5 var(--text)",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--round)",
  },
  ".cm-tooltip p, .cm-tooltip h4": { margin: "0" },
});
