/**
 * The fragment of the page's address: the step that is shown, and the token of the gateway that served the page.
 *
 * Owns the form of the fragment: `#submit&token=…`. The token stays in it, so that a reload keeps it without any storage;
 * browsers send a fragment nowhere.
 */

import { type Step, steps } from "./state.js";

/** What a fragment says. */
export interface Fragment {
  readonly step: Step;
  readonly token?: string | undefined;
}

const token = /^token=([0-9A-Za-z]+)$/;

/** Reads a fragment; where it names no step, the first is meant. */
export function readFragment(hash: string): Fragment {
  const pieces = hash.replace(/^#/, "").split("&");
  const step = steps.find((each) => pieces.includes(each)) ?? "reports";
  const [found] = pieces.flatMap((piece) => token.exec(piece)?.[1] ?? []);
  return found === undefined ? { step } : { step, token: found };
}

/** Writes a fragment. */
export function writeFragment({ step, token }: Fragment): string {
  return token === undefined ? `#${step}` : `#${step}&token=${token}`;
}
