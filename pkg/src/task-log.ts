/** Logs of tasks, with their lines tied to what they name. */

import { core } from "./load.js";
import type { LinkKind } from "./types.js";

/** A log, read. */
export interface TaskLog {
  /** The status in the log's head, as written. */
  status?: string;
  /** Until when the server keeps the task, as written. */
  until?: string;
  /** The messages behind the head, in their order. */
  lines: TaskLogLine[];
}

/** One message of a log. */
export interface TaskLogLine {
  /** As the server writes it. */
  text: string;
  /** The links of the payload that it names. */
  links: {
    /** What is linked to, or the build of the payload. */
    kind: LinkKind | "build";
    /** In words, such as its id. */
    value: string;
    /** Whether it stands on the report, and so holds for every run. */
    onReport: boolean;
  }[];
  /** The runs that it names or whose links it names, the first twenty. */
  runs: {
    /** Among the runs of the payload, counted from 0. */
    index: number;
    /** Name of the test. */
    name: string;
  }[];
  /** How many runs there are. */
  runCount: number;
}

/**
 * Ties the messages of a task's log to the payload that the task is about: its build, its links and its runs. A message that names
 * nothing of it stands alone.
 *
 * @param log as {@link OctaneClient.log} gives it.
 * @param payload the bytes that were sent.
 */
export async function readTaskLog(log: string, payload: Uint8Array): Promise<TaskLog> {
  return JSON.parse((await core()).tieLog(log, payload));
}
