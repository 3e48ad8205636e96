/** Answers what the page asks about the runs of the last conversion. Runs in the worker. */

import {
  type Diagnostic,
  type Explanation,
  explain,
  type Run,
  type Schema,
  type TestSelector,
} from "octane-payload";
import { optionsOf } from "../conversion.js";
import type { ConvertRequest } from "../protocol.js";
import type { RunDetails, RunReasons, RunRequest, RunWindow } from "./messages.js";
import { RunIndex } from "./run-index.js";

/** The runs that can be asked for. */
export class RunAnswers {
  #index = new RunIndex();
  #request: ConvertRequest | undefined;

  /** Takes the runs of a conversion, and what it was made of. */
  adopt(index: RunIndex, request: ConvertRequest): void {
    this.#index = index;
    this.#request = request;
  }

  /** The rows of a window. */
  window(request: RunRequest): Promise<RunWindow> {
    return this.#index.window(request);
  }

  /**
   * All about one run.
   *
   * @throws {RangeError} When there is no such run.
   */
  async details(run: number): Promise<RunDetails> {
    const details = await this.#index.details(run);
    if (!details) throw new RangeError(`there is no run ${run + 1}`);
    return details;
  }

  /** The run that a finding is about; `part` is the part that it was found in. */
  async locate(
    diagnostic: Diagnostic,
    part: number | undefined,
  ): Promise<{ readonly run?: RunDetails | undefined }> {
    const run = await this.#index.runOf(diagnostic, part);
    return run === undefined ? {} : { run: await this.#index.details(run) };
  }

  /** Why a run is linked to what it is linked to: its report is read once more. */
  async reasons(run: number, schema: Schema, signal: AbortSignal): Promise<RunReasons> {
    const { origin, fields } = await this.details(run);
    const request = this.#request;
    if (!origin || !request) return {};
    const isOf = ({ name }: { name: string }) => origin.file === name || origin.file.startsWith(`${name}/`);
    const inputs = request.reports.filter(isOf);
    const options = optionsOf({ ...request, reports: inputs }, schema, signal);
    const explained = await explain(inputs, {
      ...options,
      when: selectorOf(fields, origin.file),
      limit: 10_000,
    });
    return { explanation: explained.find((each) => isAt(each, origin)) };
  }
}

function isAt({ file, offset }: Explanation, origin: { file: string; offset: number }): boolean {
  return file === origin.file && offset === origin.offset;
}

function selectorOf(run: Run, file: string): TestSelector {
  const { module, package: packageName, class: className } = run.kind === "test" ? run : {};
  return {
    file: exactly(file),
    name: exactly(run.name),
    ...(module && { module: exactly(module) }),
    ...(packageName && { package: exactly(packageName) }),
    ...(className && { class: exactly(className) }),
  };
}

/** A pattern that matches this text alone. */
function exactly(text: string): string {
  return text.replace(/[\\*?]/g, "\\$&");
}
