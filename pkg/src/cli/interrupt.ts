/** Ctrl-C and the request to end, as one abort signal for everything a command does. */

import { constants } from "node:os";

/** Why the signal of {@link interruption} is aborted. */
export class Interrupted extends Error {
  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.name = "Interrupted";
  }
}

/** An abort signal that follows the process's signals until `release` is called. */
export interface Interruption {
  signal: AbortSignal;
  release(): void;
}

/** Milliseconds in which a second signal is the same key press: a terminal and a parent process both send one. */
const SAME_PRESS = 500;

/** Follows SIGINT and SIGTERM: the first one aborts; a later one ends the process at once. */
export function interruption(process: NodeJS.Process): Interruption {
  const controller = new AbortController();
  let first = 0;
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted && performance.now() - first > SAME_PRESS) {
      process.exit(128 + constants.signals[signal]);
    }
    if (controller.signal.aborted) return;
    first = performance.now();
    controller.abort(new Interrupted(signal));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const release = () => void process.off("SIGINT", stop).off("SIGTERM", stop);
  return { signal: controller.signal, release };
}
