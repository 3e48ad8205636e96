/**
 * The fragment of the page's address: the step that is shown, the run that is looked at by itself, a context that somebody made a
 * link to, and the token of the gateway that served the page.
 *
 * Owns the form of the fragment: `#submit&token=…`, `#reports&run=7` for the view of one run, `#context&link=…` for a context. The
 * token stays in it, so that a reload keeps it without any storage; browsers send a fragment nowhere.
 */

import { type Step, steps } from "./state.js";

/** What a fragment says. */
export interface Fragment {
  readonly step: Step;
  /** The run that is looked at by itself, counted from 0. */
  readonly run?: number | undefined;
  readonly token?: string | undefined;
  /** A packed context, as it stands there: it may be anything. */
  readonly link?: string | undefined;
}

const token = /^token=([0-9A-Za-z]+)$/;
const link = /^link=(.*)$/s;
const run = /^run=([1-9]\d{0,14})$/;

/** Reads a fragment; where it names no step, the first is meant, and with a context that of the context. */
export function readFragment(hash: string): Fragment {
  const pieces = hash.replace(/^#/, "").split("&");
  const first = (form: RegExp) => pieces.flatMap((piece) => form.exec(piece)?.[1] ?? [])[0];
  const [found, packed] = [first(token), first(link)];
  const step = packed === undefined ? (steps.find((each) => pieces.includes(each)) ?? "reports") : "context";
  const number = step === "reports" ? first(run) : undefined;
  return {
    step,
    ...(number !== undefined && { run: Number(number) - 1 }),
    ...(found !== undefined && { token: found }),
    ...(packed !== undefined && { link: packed }),
  };
}

/** Writes a fragment. */
export function writeFragment({ step, run, token, link }: Fragment): string {
  const pieces = [
    step,
    run === undefined ? "" : `run=${run + 1}`,
    link === undefined ? "" : `link=${link}`,
    token === undefined ? "" : `token=${token}`,
  ];
  return `#${pieces.filter(Boolean).join("&")}`;
}
