/** Ctrl-C and the request to end, as one abort signal for everything a command does. */

import { now } from "./clock.js";

/** The signals that end the work, and the exit codes of a process that they end at once: 128 and their numbers. */
const ENDED_BY = { SIGINT: 130, SIGTERM: 143 } as const;
type Followed = keyof typeof ENDED_BY;

/** Why the signal of {@link interruption} is aborted. */
export class Interrupted extends Error {
  constructor(signal: Followed) {
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
  const stop = (signal: Followed) => {
    if (controller.signal.aborted && now() - first > SAME_PRESS) {
      process.exit(ENDED_BY[signal]);
    }
    if (controller.signal.aborted) return;
    first = now();
    controller.abort(new Interrupted(signal));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const release = () => void process.off("SIGINT", stop).off("SIGTERM", stop);
  return { signal: controller.signal, release };
}
