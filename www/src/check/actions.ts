/** What a tester can do on the Check step, and how it is carried out. */

import type { ElementDescription } from "octane-payload";
import type { ElementAt } from "../editor/path.js";
import { findingsOf } from "../findings.js";
import * as flow from "../flow.js";
import { failureOf, type Page } from "../page.js";
import type { PageState } from "../state.js";
import type { TextKey } from "../texts/index.js";
import { fixPhrase } from "./fix-phrase.js";
import { remedyOf, safelyMended } from "./fixes.js";
import type { MendRequest } from "./messages.js";
import { type Place, placeInPart, placeInReport, startOfPart } from "./places.js";
import {
  type CheckState,
  chosenIn,
  type FixOnTrial,
  filteredBy,
  lookedFrom,
  type SeverityFilter,
  steppedIn,
} from "./state.js";

/** The acts. */
export interface CheckActions {
  showPart(part: number): void;
  chooseFinding(finding: number): void;
  /** Chooses the next finding of the list, or the one before. */
  stepFinding(by: 1 | -1): void;
  filterFindings(severity: SeverityFilter): void;
  /** Lists the findings from that position on. */
  listFindings(first: number): void;
  lookAt(place: Place): void;
  /** Goes to the run that is looked at by itself, in its report or in the payload. */
  lookAtRun(where: "report" | "part"): void;
  /** The caret is at another element, or at none. */
  meetElement(element: ElementAt | undefined): void;
  /** What the schema in use allows at an element. */
  describeElement(element: ElementAt): Promise<ElementDescription | undefined>;
  /** Shows what a finding's fix would change, or all safe fixes of all reports. */
  tryFix(finding: number | "safe"): void;
  dropFix(): void;
  makeFix(): void;
  /** Puts back what the last fix changed. */
  undoFix(): void;
}

/** The acts for a page. */
export function checkActions(page: Page): CheckActions {
  const change = (next: (check: CheckState, state: PageState) => CheckState) =>
    page.update((state) => ({ ...state, check: next(state.check, state) }));
  const step = (
    next: (check: CheckState, answer: NonNullable<PageState["conversion"]["answer"]>) => CheckState,
  ) => change((check, { conversion }) => (conversion.answer ? next(check, conversion.answer) : check));
  return {
    ...looking(page, change),
    ...fixing(page, change),
    chooseFinding: (finding) => step((check, answer) => chosenIn(check, answer, finding)),
    stepFinding: (by) => {
      const isInList = document.activeElement?.matches(".finding") ?? false;
      step((check, answer) => steppedIn(check, answer, by));
      if (isInList) page.focus('.finding[aria-pressed="true"]');
      announceFinding(page);
    },
    filterFindings: (severity) => change((check) => filteredBy(check, severity)),
    listFindings: (firstListed) => change((check) => ({ ...check, firstListed: Math.max(0, firstListed) })),
  };
}

type Change = (next: (check: CheckState, state: PageState) => CheckState) => void;

function announceFinding({ state, announce }: Page): void {
  const { answer } = state.conversion;
  const finding =
    answer && state.check.chosen !== undefined ? findingsOf(answer)[state.check.chosen] : undefined;
  if (finding) announce("live.finding", {}, { message: finding.diagnostic.message });
}

type Looking = Pick<CheckActions, "showPart" | "lookAt" | "lookAtRun" | "meetElement" | "describeElement">;

function looking(page: Page, change: Change): Looking {
  const describe = ({ path }: ElementAt) =>
    page.worker.call("describeElement", [...path]).then(
      ({ element }) => element,
      () => undefined,
    );
  const lookAt = (place: Place) => change((check) => lookedFrom(check, place));
  return {
    lookAt,
    showPart: (part) =>
      change((check) => ({ ...lookedFrom(check, startOfPart(part)), chosen: undefined, others: [] })),
    lookAtRun: (where) => {
      const { details } = page.state.runs;
      const place = details && (where === "part" ? placeInPart(details) : placeInReport(details));
      if (!place) return;
      lookAt(place);
      page.actions.go("check");
    },
    meetElement: (element) => {
      const { element: last } = page.state.check;
      if (element?.path.join("/") === last?.path.join("/")) return;
      if (!element) return change((check) => ({ ...check, element: undefined }));
      void describe(element).then((described) =>
        change((check) => ({ ...check, element: { path: element.path, described } })),
      );
    },
    describeElement: describe,
  };
}

function announceFix({ announce }: Page, key: TextKey, fix: Pick<FixOnTrial, "description">): void {
  const { values, english } = fixPhrase(key, fix);
  announce(key, values, english);
}

type Fixing = Pick<CheckActions, "tryFix" | "dropFix" | "makeFix" | "undoFix">;

function fixing(page: Page, change: Change): Fixing {
  const tried = (trial: FixOnTrial | undefined) => change((check) => ({ ...check, trial }));
  return {
    tryFix: (finding) => {
      const wanted = finding === "safe" ? allSafe(page.state) : oneOf(page.state, finding);
      if (!wanted) return;
      tried(wanted.trial);
      page.focus("#fix-title");
      if (wanted.request) void mend(page, wanted.trial, wanted.request);
    },
    dropFix: () => {
      tried(undefined);
      page.focus('.finding[aria-pressed="true"]');
    },
    makeFix: () => {
      const { trial } = page.state.check;
      if (!trial) return;
      page.update((state) => flow.fixed(state, trial));
      announceFix(page, "live.fixed", trial);
      page.focus("#undo-fix");
    },
    undoFix: () => {
      const [undo] = page.state.check.undos;
      if (!undo) return;
      page.update(flow.fixUndone);
      announceFix(page, "live.undone", undo);
      page.focus("#findings-title");
    },
  };
}

interface Wanted {
  readonly trial: FixOnTrial;
  /** What the worker has to do before the change can be shown. */
  readonly request?: MendRequest;
}

function oneOf(state: PageState, number: number): Wanted | undefined {
  const { answer } = state.conversion;
  const finding = answer && findingsOf(answer)[number];
  const remedy = finding && remedyOf(state, finding);
  if (!remedy) return undefined;
  const { fix } = remedy;
  const { description } = fix;
  if ("policies" in remedy) return { trial: { description, policies: remedy.policies } };
  return { trial: { description }, request: { reports: [remedy.report], fixes: [fix] } };
}

function allSafe(state: PageState): Wanted | undefined {
  const reports = safelyMended(state);
  if (reports.length === 0) return undefined;
  return { trial: {}, request: { reports, fixes: "safe" } };
}

async function mend(page: Page, trial: FixOnTrial, request: MendRequest): Promise<void> {
  const reports = request.reports.map(({ name, content }) => ({ name, content }));
  const outcome = await page.worker.call("mend", { ...request, reports }).then(
    (mendings) => ({ mendings }),
    (error: unknown) => ({ failure: failureOf(error) }),
  );
  page.update((state) =>
    state.check.trial === trial
      ? { ...state, check: { ...state.check, trial: { ...trial, ...outcome } } }
      : state,
  );
}
