/** Starts the page: the worker behind it, the controller, and the address bar that says which step is shown. */

import "../styles/index.css";
import { watchDropAndPaste } from "./drop-and-paste.js";
import "./editor/payload-text.js";
import { isUnsaved } from "./flow/context-file.js";
import { sessionLost } from "./flow.js";
import { type Fragment, readFragment, writeFragment } from "./fragment.js";
import { keepOffline } from "./offline.js";
import { Page } from "./page.js";
import { makeActions } from "./page-actions.js";
import { methodsOf, placed } from "./placing.js";
import { speakFirst, watchLanguage } from "./speaking.js";
import { isSending } from "./submission-flow.js";
import { startWorker } from "./trusted.js";
import { WorkerClient } from "./worker-client.js";

const worker = new WorkerClient({
  start: startWorker,
  onLost: () => page.update(sessionLost),
});
const page = new Page(byId("app"), byId("live"), worker, makeActions);
const { actions } = page;

watchDropAndPaste(document, {
  onFiles: (files) => {
    actions.addReports(files);
    actions.go("reports");
  },
  onFailure: actions.refuseDrop,
  onText: (text) => {
    actions.addText(text);
    actions.go("reports");
  },
});
addEventListener("hashchange", () => {
  const { step, run, link } = readAddress();
  page.show(step, run);
  if (link !== undefined) actions.openLink(link);
});
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  page.focus("#panel-title");
});
addEventListener("keydown", (event) => {
  if (event.key !== "F8" || page.state.step !== "check") return;
  event.preventDefault();
  actions.stepFinding(event.shiftKey ? -1 : 1);
});
addEventListener("beforeunload", (event) => {
  if (isSending(page.state.submission) || isUnsaved(page.state)) event.preventDefault();
});
addEventListener("pagehide", leave);
const { step, link } = readAddress();
const placing = placed(metaOf, new URL(location.href));
const [method = "user"] = methodsOf(placing.way);
worker.warmUp();
await speakFirst();
page.update((state) => ({ ...state, step, connection: { ...state.connection, address: placing, method } }));
if (link !== undefined) actions.openLink(link);
if (import.meta.env.PROD && placing.way !== "same-origin") void keepOffline(offerNewVersion);
watchLanguage(() => page.update((state) => ({ ...state })));

/** Where Octane serves the page, its origin is not ours to keep anything for; elsewhere the page says when another version waits. */
function offerNewVersion(takeOver: () => void): void {
  byId("update").hidden = false;
  byId("update-now").addEventListener("click", takeOver, { once: true });
}

/** On leaving, nothing of the session stays: not even in a page that the browser keeps for going back. */
function leave(): void {
  worker.end();
  for (const field of document.querySelectorAll<HTMLInputElement>("#sign-in input[name]")) field.value = "";
}

/**
 * Links and acts name the step alone: the token of the gateway is put beside it again. A context is taken out, so that what the
 * tester changes in it afterwards is not filled in anew by a reload.
 */
function readAddress(): Fragment {
  const { step, run, link, token = page.gatewayToken } = readFragment(location.hash);
  page.gatewayToken = token;
  const fragment = writeFragment({ step, run, token });
  const isPlain = token === undefined && link === undefined;
  if (!isPlain && location.hash !== fragment) history.replaceState(null, "", fragment);
  return { step, run, link };
}

function metaOf(name: string): string | undefined {
  return document.querySelector<HTMLMetaElement>(`meta[name="octane-${name}"]`)?.content;
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element "${id}"`);
  return element;
}
