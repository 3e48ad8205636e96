/** `--timeout`: how long everything that a server is asked may take together. */

import { isOctaneError } from "../octane-error.js";
import { now } from "./clock.js";
import { ExitCode } from "./exit-codes.js";
import { CommandFailure, finding } from "./failure.js";

/** A time limit, running. Without one, nothing of it ever ends anything. */
export interface Deadline {
  /** Aborted by the user, and when the time is over. */
  signal: AbortSignal;
  /** What is left of it, in milliseconds. */
  left(): { timeout?: number };
  /** Rethrows what ended the work; says so where it was the time. */
  rethrow(error: unknown): never;
}

/** Starts the clock; `milliseconds` undefined is no limit. */
export function deadlineIn(milliseconds: number | undefined, user: AbortSignal): Deadline {
  if (milliseconds === undefined) return { signal: user, left: () => ({}), rethrow };
  const clock = AbortSignal.timeout(milliseconds);
  const end = now() + milliseconds;
  return {
    signal: AbortSignal.any([user, clock]),
    left: () => ({ timeout: Math.max(1, Math.ceil(end - now())) }),
    rethrow: (error) => {
      if (!clock.aborted || user.aborted || !isOctaneError(error) || error.kind !== "aborted") throw error;
      const message = `the server has not answered within ${milliseconds / 1000} s; nothing is sent`;
      throw new CommandFailure(ExitCode.network, [finding("deadline-reached", message)], { cause: error });
    },
  };
}

function rethrow(error: unknown): never {
  throw error;
}
