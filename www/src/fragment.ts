/**
 * The fragment of the page's address: the step that is shown, the run that is looked at by itself, and the token of the gateway that served the page.
 *
 * Owns the form of the fragment: `#submit&token=…`, and `#reports&run=7` for the view of one run. The token stays in it, so that a reload keeps it without any storage;
 * browsers send a fragment nowhere.
 */

import { type Step, steps } from "./state.js";

/** What a fragment says. */
export interface Fragment {
  readonly step: Step;
  /** The run that is looked at by itself, counted from 0. */
  readonly run?: number | undefined;
  readonly token?: string | undefined;
}

const token = /^token=([0-9A-Za-z]+)$/;
const run = /^run=([1-9]\d{0,14})$/;

/** Reads a fragment; where it names no step, the first is meant. */
export function readFragment(hash: string): Fragment {
  const pieces = hash.replace(/^#/, "").split("&");
  const step = steps.find((each) => pieces.includes(each)) ?? "reports";
  const first = (form: RegExp) => pieces.flatMap((piece) => form.exec(piece)?.[1] ?? [])[0];
  const [found, number] = [first(token), step === "reports" ? first(run) : undefined];
  return {
    step,
    ...(number !== undefined && { run: Number(number) - 1 }),
    ...(found !== undefined && { token: found }),
  };
}

/** Writes a fragment. */
export function writeFragment({ step, run, token }: Fragment): string {
  const pieces = [
    step,
    run === undefined ? "" : `run=${run + 1}`,
    token === undefined ? "" : `token=${token}`,
  ];
  return `#${pieces.filter(Boolean).join("&")}`;
}
