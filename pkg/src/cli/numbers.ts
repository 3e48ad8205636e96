/** Numbers as the command line gives them: checked once, here. */

import { InvalidArgumentError } from "commander";
import type { EntityId } from "../types.js";

/** A whole number from `least` to `most`; for commander's options. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It takes a whole number from ${least} to ${most}.`);
  };
}

/** Seconds with an optional fraction, as milliseconds. */
export function seconds(text: string): number {
  const number = /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number > 0) return Math.round(number * 1000);
  throw new InvalidArgumentError('It takes seconds, such as "90" or "0.5".');
}

const LEAST_ID = -(2n ** 63n);
const GREATEST_ID = 2n ** 63n - 1n;

/** An Octane id: a whole number of the schema's type `xs:long`, kept as text because it may not fit a double. */
export function entityId(text: string): string {
  const id = /^-?\d{1,19}$/.test(text) ? BigInt(text) : undefined;
  if (id !== undefined && id >= LEAST_ID && id <= GREATEST_ID) return String(id);
  throw new InvalidArgumentError("It takes an id: a whole number.");
}

/** The id of a submitted part: a positive whole number. */
export function taskId(text: string): EntityId {
  if (!/^[1-9]\d{0,18}$/.test(text))
    throw new InvalidArgumentError('It is a whole number, as "submit" printed it.');
  return Number.isSafeInteger(Number(text)) ? Number(text) : text;
}
