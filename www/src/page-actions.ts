/** Carries out what the tester does: each act is a change of the state, a call of the worker, or both. */

import type { SubmissionProgress } from "octane-payload";
import type { Actions, SampleName } from "./actions.js";
import { contextErrors } from "./context-form.js";
import * as flow from "./flow.js";
import { failureOf, type Page } from "./page.js";
import {
  type AddressMistake,
  addressMistake,
  methodsOf,
  resolved,
  usualServer,
  xsrfTokenIn,
} from "./placing.js";
import type { Credentials } from "./protocol.js";
import type { PageState } from "./state.js";
import { type TextKey, text, type Values } from "./texts/index.js";

/** The acts for a page. */
export function makeActions(page: Page): Actions {
  return { ...reportActions(page), ...contextActions(page), ...checkActions(page), ...serverActions(page) };
}

type ReportActions = Pick<
  Actions,
  "refuseDrop" | "addFiles" | "addText" | "addSample" | "removeReport" | "stopConverting" | "readAgain"
>;

function reportActions(page: Page): ReportActions {
  const add = (reports: readonly flow.NewReport[]) => {
    if (reports.length === 0) return;
    page.update((state) => flow.addReports(state, reports));
    page.announce("live.added", { count: reports.length });
  };
  const notice = (key: TextKey, values?: Values) =>
    page.update((state) => ({ ...state, notice: text(key, values) }));
  return {
    refuseDrop: (reason) => notice("reports.drop.failed", { reason }),
    addFiles: (files) => add([...files].map((file) => ({ name: file.name, content: file }))),
    addText: (pasted) => {
      if (pasted.trim() === "") notice("reports.paste.empty");
      else add([{ name: text("reports.paste.name"), content: new Blob([pasted]) }]);
    },
    addSample: (name) =>
      void sample(name).then(
        (words) => add([{ name: `${name}.xml`, content: new Blob([words]) }]),
        (error: Error) => notice("reports.sample.failed", { reason: error.message }),
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

type ContextActions = Pick<
  Actions,
  "go" | "leaveContext" | "editContext" | "touch" | "editPolicies" | "editCases"
>;

function contextActions(page: Page): ContextActions {
  const go: Actions["go"] = (step) => {
    location.hash = step;
  };
  return {
    go,
    leaveContext: () => {
      if (contextErrors(page.state.context).length === 0) return go("check");
      page.update((state) => ({ ...state, summary: true }));
      page.focus("#error-summary");
    },
    editContext: (change) => page.update((state) => flow.editContext(state, change)),
    touch: (field) => page.update((state) => flow.touch(state, field)),
    editPolicies: (policies) => page.update((state) => flow.editPolicies(state, policies)),
    editCases: (cases) => page.update((state) => flow.editCases(state, cases)),
  };
}

type CheckActions = Pick<Actions, "showPart" | "showRuns" | "showLines" | "chooseFinding" | "downloadPart">;

function checkActions(page: Page): CheckActions {
  return {
    showPart: (part) => page.update((state) => flow.showPart(state, part)),
    showRuns: (first) => page.update((state) => ({ ...state, firstRun: Math.max(first, 0) })),
    showLines: (first) => page.update((state) => ({ ...state, firstLine: Math.max(first, 1) })),
    chooseFinding: (finding) => {
      page.update((state) => flow.chooseFinding(state, finding));
      page.reachMark();
    },
    downloadPart: (part) => download(page.state, part),
  };
}

/** Hands a part to the browser's downloads: the same bytes that would be sent. */
function download({ conversion }: PageState, index: number): void {
  const part = conversion.answer?.parts[index];
  if (!part) return;
  const address = URL.createObjectURL(part.content);
  const link = Object.assign(document.createElement("a"), {
    href: address,
    download: `part-${index + 1}.xml`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}

type ServerActions = Omit<Actions, keyof ReportActions | keyof ContextActions | keyof CheckActions>;

function serverActions(page: Page): ServerActions {
  const connect = (change: Partial<PageState["connection"]>) =>
    page.update((state) => ({ ...state, connection: { ...state.connection, ...change } }));
  let signingIn = new AbortController();
  let submission = new AbortController();
  const begin = (change: (state: PageState) => PageState) => {
    submission = new AbortController();
    page.update(change);
    void submit(page, submission.signal);
  };
  return {
    editAddress: (change) => connect({ address: { ...page.state.connection.address, ...change } }),
    chooseWay: (way) => {
      const { address } = page.state.connection;
      const [method = "user"] = methodsOf(way);
      if (way !== address.way) connect({ address: { ...address, way, server: usualServer(way) }, method });
    },
    chooseMethod: (method) => connect({ method }),
    signIn: (credentials) => {
      signingIn = new AbortController();
      void signIn(page, credentials, signingIn.signal);
    },
    useSession: () => {
      const xsrfToken = xsrfTokenIn(document.cookie);
      if (xsrfToken === undefined) return refuseAddress(page, { key: "connection.no-session", value: "" });
      signingIn = new AbortController();
      void signIn(page, { xsrfToken }, signingIn.signal);
    },
    stopSigningIn: () => signingIn.abort(),
    signOut: () => void signOut(page),
    setSkipErrors: (skipErrors) => page.update((state) => ({ ...state, skipErrors })),
    setSendDespite: (sendDespite) => page.update((state) => ({ ...state, sendDespite })),
    submit: () => begin(flow.submitting),
    resume: () => begin(flow.resuming),
    stopSubmitting: () => submission.abort(),
  };
}

async function signIn(page: Page, credentials: Credentials, signal: AbortSignal): Promise<void> {
  const { address } = page.state.connection;
  const mistake = addressMistake(address, new URL(location.href));
  if (mistake) return refuseAddress(page, mistake);
  page.update((state) => ({
    ...state,
    connection: { ...state.connection, phase: "signing-in", failure: undefined },
  }));
  const account = accountOf(credentials);
  const request = { ...resolved(address, location.href), credentials, token: page.gatewayToken };
  try {
    const answer = await page.worker.call("signIn", request, { signal });
    page.update((state) => flow.signedIn(state, account, answer));
    page.announce("live.signed-in", { account });
    page.focus("#connection-title");
  } catch (error) {
    page.update((state) => flow.signedOut(state, failureOf(error)));
    page.focus(".failure");
  }
}

function accountOf(credentials: Credentials): string {
  if ("user" in credentials) return credentials.user;
  return "clientId" in credentials ? credentials.clientId : text("connection.session.account");
}

function refuseAddress(page: Page, { key, value }: AddressMistake): void {
  const message = text(key, { value, open: "{", close: "}" });
  page.update((state) => flow.signedOut(state, { kind: "network", message, diagnostics: [] }));
  page.focus(".failure");
}

/** Octane is told, but the tester is signed out here even when it cannot be reached. */
async function signOut(page: Page): Promise<void> {
  const failure = await page.worker.call("signOut", null).then(() => undefined, failureOf);
  page.update((state) => flow.signedOut(state, failure));
  page.announce("live.signed-out");
  page.focus("#connection-title");
}

/** Hands the parts over, for the first time or again, and shows what becomes of them. */
async function submit(page: Page, signal: AbortSignal): Promise<void> {
  location.hash = "follow";
  const request = { parts: flow.partsToSubmit(page.state.submission), skipErrors: page.state.skipErrors };
  const onProgress = (progress: SubmissionProgress) => page.update((state) => flow.moved(state, progress));
  try {
    const submission = await page.worker.call("submit", request, { signal, onProgress });
    page.update((state) => flow.submitted(state, submission));
    page.focus("#outcome");
  } catch (error) {
    page.update((state) => flow.submissionFailed(state, failureOf(error)));
    page.focus(".failure");
  }
}
