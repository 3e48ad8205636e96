/** Carries out what the tester does: each act is a change of the state, a call of the worker, or both. */

import type { Actions, SampleName } from "./actions.js";
import { checkActions } from "./check/actions.js";
import { connectionActions } from "./connection-actions.js";
import { contextActions } from "./context-actions.js";
import * as flow from "./flow.js";
import { lookUpActions } from "./look-up-actions.js";
import type { Page } from "./page.js";
import { runActions } from "./runs/actions.js";
import { saveFile } from "./save-file.js";
import type { PageState } from "./state.js";
import { submissionActions } from "./submission-actions.js";
import { takeAwayActions } from "./take-away-actions.js";
import { type Phrase, text } from "./texts/index.js";

/** The acts for a page. */
export function makeActions(page: Page): Actions {
  return {
    ...runActions(page),
    ...reportActions(page),
    ...contextActions(page),
    ...lookUpActions(page),
    ...checkActions(page),
    downloadPart: (part) => download(page.state, part),
    ...connectionActions(page),
    ...submissionActions(page),
    ...takeAwayActions(page),
  };
}

type ReportActions = Pick<
  Actions,
  | "refuseDrop"
  | "addFiles"
  | "addReports"
  | "listFiles"
  | "addText"
  | "addSample"
  | "removeReport"
  | "stopConverting"
  | "readAgain"
>;

function reportActions(page: Page): ReportActions {
  const add = (reports: readonly flow.NewReport[]) => {
    if (reports.length === 0) return;
    page.update((state) => flow.addReports(state, reports));
    page.announce("live.added", { count: reports.length });
  };
  const tell = (notice: Phrase) => page.update((state) => ({ ...state, notice }));
  return {
    refuseDrop: (reason) => tell({ key: "reports.drop.failed", english: { reason } }),
    addFiles: (files) => add([...files].map((file) => ({ name: file.name, content: file }))),
    addReports: add,
    listFiles: (first) => page.update((state) => ({ ...state, firstFile: Math.max(0, first) })),
    addText: (pasted) => {
      if (pasted.trim() === "") tell({ key: "reports.paste.empty" });
      else add([{ name: text("reports.paste.name"), content: new Blob([pasted]) }]);
    },
    addSample: (name) =>
      void sample(name).then(
        (words) => add([{ name: `${name}.xml`, content: new Blob([words]) }]),
        (error: Error) => tell({ key: "reports.sample.failed", english: { reason: error.message } }),
      ),
    removeReport: (id) => removeReport(page, id),
    stopConverting: () => page.stopConverting(),
    readAgain: () => page.update(flow.outdated),
  };
}

/** The samples are loaded when they are asked for. */
async function sample(name: SampleName): Promise<string> {
  const module =
    name === "shop" ? await import("../samples/shop.xml?raw") : await import("../samples/mistakes.xml?raw");
  return module.default;
}

/** Takes a report away; the focus goes to the next report's button, or to the picker when there is none. */
function removeReport(page: Page, id: number): void {
  const { reports } = page.state;
  const position = reports.findIndex((report) => report.id === id);
  page.update((state) => flow.removeReport(state, id));
  page.announce("live.removed", { name: reports[position]?.name ?? "" });
  const buttons = document.querySelectorAll<HTMLElement>("[data-remove-report]");
  const next = buttons[Math.min(position, buttons.length - 1)];
  if (next) next.focus();
  else page.focus("#choose-files");
}

/** Hands a part to the browser's downloads: the same bytes that would be sent. */
function download({ conversion }: PageState, index: number): void {
  const part = conversion.answer?.parts[index];
  if (!part) return;
  saveFile(`part-${index + 1}.xml`, part.content);
}
