/** What follows from a change on the Check step: the text around the place, and where else the chosen finding is. */

import { linesAround } from "../payload-text.js";
import type { NamedBlob } from "../protocol.js";
import type { PageState } from "../state.js";
import type { WorkerClient } from "../worker-client.js";
import type { PackedReport } from "./messages.js";
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
  /** The packed report that was looked at last. */
  #unpacked: (PackedReport & { readonly bytes: Promise<Blob> }) | undefined;

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
        : { place, problem: { key: "document.gone" } };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { place, problem: { key: "document.unreadable", english: { reason } } };
    }
  }

  async #contentOf({ document }: Place): Promise<Blob | undefined> {
    const { reports, conversion } = this.#page.state();
    if (document.kind === "part") return conversion.answer?.parts[document.index]?.content;
    if (document.kind === "report") return this.#reportAs(packedAs(reports, document.name));
    const { text } = await this.#page.worker.call("readSchema", null);
    return new Blob([text]);
  }

  /** The bytes that places count in: unpacked where the report is packed, and then kept while it is looked at. */
  async #reportAs(report: PackedReport | undefined): Promise<Blob | undefined> {
    if (!report || (report.entry === undefined && !(await isGzip(report.content)))) return report?.content;
    const { content, entry } = report;
    if (this.#unpacked?.content !== content || this.#unpacked.entry !== entry)
      this.#unpacked = { content, entry, bytes: this.#page.worker.call("unpack", report) };
    return this.#unpacked.bytes;
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

/** The report of a name; of one in an archive, that and the name of the entry. */
function packedAs(reports: readonly NamedBlob[], file: string): PackedReport | undefined {
  const own = reports.find(({ name }) => name === file);
  if (own) return { content: own.content };
  const archives = reports.filter(({ name }) => file.startsWith(`${name}/`));
  const [archive] = archives.sort((one, other) => other.name.length - one.name.length);
  return archive && { content: archive.content, entry: file.slice(archive.name.length + 1) };
}

async function isGzip(content: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await content.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}
