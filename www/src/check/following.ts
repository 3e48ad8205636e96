/** What follows from a change on the Check step: the text around the place, and where else the chosen finding is. */

import { linesAround } from "../payload-text.js";
import type { NamedBlob } from "../protocol.js";
import type { PageState } from "../state.js";
import type { WorkerClient } from "../worker-client.js";
import {
  isSameDocument,
  type LookedAt,
  type Place,
  placeInPart,
  placeInReport,
  placeInSchema,
} from "./places.js";
import { chosenFinding } from "./state.js";

/** The page, as far as it counts here. */
export interface CheckPage {
  readonly worker: Pick<WorkerClient, "call">;
  state(): PageState;
  update(change: (state: PageState) => PageState): void;
}

/** Reads what is to be shown, and shows it. */
export class CheckFollowing {
  readonly #page: CheckPage;

  constructor(page: CheckPage) {
    this.#page = page;
  }

  /** The state was another one before. */
  follow(before: PageState): void {
    const { check, conversion, step } = this.#page.state();
    if (step !== "check" || !conversion.answer) return;
    const isNew = before.step !== "check" || before.conversion.answer !== conversion.answer;
    if (check.place !== check.looked?.place && (isNew || check.place !== before.check.place))
      void this.#read(check.place);
    if (check.chosen !== undefined && (isNew || check.chosen !== before.check.chosen)) void this.#locate();
  }

  async #read(place: Place): Promise<void> {
    const looked = await this.#textAt(place);
    this.#page.update((state) =>
      state.check.place === place ? { ...state, check: { ...state.check, looked } } : state,
    );
  }

  async #textAt(place: Place): Promise<LookedAt> {
    try {
      const content = await this.#contentOf(place);
      return content
        ? { place, text: await linesAround(content, place) }
        : { place, problem: "the document is not here any more" };
    } catch (error) {
      return { place, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  async #contentOf({ document }: Place): Promise<Blob | undefined> {
    const { reports, conversion } = this.#page.state();
    if (document.kind === "part") return conversion.answer?.parts[document.index]?.content;
    if (document.kind === "report") return reportNamed(reports, document.name)?.content;
    const { text } = await this.#page.worker.call("readSchema", null);
    return new Blob([text]);
  }

  /** The places of the chosen finding other than its own. */
  async #locate(): Promise<void> {
    const { check, conversion } = this.#page.state();
    const finding = chosenFinding(check, conversion.answer);
    if (!finding) return;
    const { diagnostic, place } = finding;
    const part = place.document === "part" ? place.index : undefined;
    const { run } = await this.#page.worker
      .call("locateFinding", { diagnostic, part })
      .catch(() => ({ run: undefined }));
    const known = run ? [placeInReport(run), placeInPart(run)] : [];
    const all = [...known, placeInSchema(diagnostic)].filter((each) => each !== undefined);
    this.#page.update((state) => {
      if (state.check.chosen !== check.chosen || state.conversion.answer !== conversion.answer) return state;
      const others = all.filter((each) => !isSameDocument(each.document, check.place.document));
      return { ...state, check: { ...state.check, others } };
    });
  }
}

/** A report; one in an archive is packed, and cannot be shown. */
function reportNamed(reports: readonly NamedBlob[], name: string): NamedBlob | undefined {
  return reports.find((report) => report.name === name);
}
