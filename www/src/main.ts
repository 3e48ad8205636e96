/** Starts the page: the worker behind it, the controller, and the address bar that says which step is shown. */

import "../styles/index.css";
import { watchDropAndPaste } from "./drop-and-paste.js";
import { signedOut } from "./flow.js";
import { Page } from "./page.js";
import { makeActions } from "./page-actions.js";
import { steps } from "./state.js";
import { type TextKey, text } from "./texts/index.js";
import { trustedWorkerUrl } from "./trusted.js";
import workerUrl from "./worker.ts?worker&url";
import { WorkerClient } from "./worker-client.js";

const worker = new WorkerClient({
  start: () => new Worker(trustedWorkerUrl(workerUrl), { type: "module" }),
  onLost: () => page.update((state) => signedOut(state)),
});
const page = new Page(byId("app"), byId("live"), worker, makeActions);
const { actions } = page;

watchDropAndPaste(document, {
  onFiles: (files) => {
    actions.addFiles(files);
    actions.go("reports");
  },
  onFailure: actions.refuseDrop,
  onText: (text) => {
    actions.addText(text);
    actions.go("reports");
  },
});
addEventListener("hashchange", () => page.show(stepOfAddress()));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  page.focus("#panel-title");
});
addEventListener("beforeunload", (event) => {
  if (page.state.submission.phase === "sending") event.preventDefault();
});
addEventListener("pagehide", leave);
page.update((state) => ({ ...state, step: stepOfAddress() }));
worker.warmUp();
for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
  element.textContent = text(element.dataset.text as TextKey);
}

/** On leaving, nothing of the session stays: not even in a page that the browser keeps for going back. */
function leave(): void {
  worker.end();
  for (const field of document.querySelectorAll<HTMLInputElement>("#sign-in input[name]")) field.value = "";
}

function stepOfAddress() {
  return steps.find((step) => `#${step}` === location.hash) ?? "reports";
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element;
}
